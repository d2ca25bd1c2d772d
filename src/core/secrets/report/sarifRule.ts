import type { Confidence } from '../confidence.ts';
import type { RuleInfo } from '../ruleInfo.ts';

/** SARIF's level for a confidence. */
export const sarifLevels: Readonly<Record<Confidence, 'error' | 'warning' | 'note'>> = {
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** How many of a rule's findings are true, in the words of code scanning services. */
const precisions: Readonly<Record<Confidence, string>> = { high: 'very-high', medium: 'high', low: 'low' };
/** CVSS-like scores, of which code scanning services make critical, high and low. */
const scores: Readonly<Record<Confidence, string>> = { high: '9.0', medium: '7.5', low: '2.0' };

/** A rule as SARIF 2.1.0's reportingDescriptor, with what the secret opens, how it is revoked and what to use instead. */
export function sarifRule({ id, title, provider, confidence }: RuleInfo): object {
  const { opens, revoke, revokeUrl, instead, variable } = provider;
  const short = `${title.charAt(0).toUpperCase()}${title.slice(1)} in a file`;
  const names = variable === undefined ? '' : ` The provider's libraries read ${variable}.`;
  return {
    id: `secret/${id}`,
    name: pascalCase(id),
    shortDescription: { text: `${short}.` },
    fullDescription: { text: `${short}. ${opens}` },
    help: {
      text: `What it opens: ${opens} Revoke it: ${revoke} (${revokeUrl}) Use instead: ${instead}${names}`,
      markdown: [
        `**What it opens.** ${opens}`,
        `**Revoke it.** ${revoke} [Where that is done](${revokeUrl}).`,
        `**Use instead.** ${instead}${names}`,
      ].join('\n\n'),
    },
    helpUri: revokeUrl,
    defaultConfiguration: { level: sarifLevels[confidence] },
    properties: {
      tags: ['security', 'secret', 'external/cwe/cwe-798'],
      precision: precisions[confidence],
      'security-severity': scores[confidence],
    },
  };
}

/** `openai-project-key` as `OpenaiProjectKey`. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9]?)/g, (_, first: string) => first.toUpperCase());
}
