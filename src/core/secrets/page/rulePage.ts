import type { Confidence } from '../confidence.ts';
import type { Provider } from '../provider.ts';
import type { SecretRule } from '../rule.ts';

/** What a rule's page needs to know of the rule; a rule of the workspace's own has no family and may lack a source. */
export interface PageSubject {
  readonly id: string;
  readonly title: string;
  readonly confidence: Confidence;
  readonly kind?: SecretRule['kind'];
  /** A URL, with or without words around it. */
  readonly source?: string;
}

const confidenceWords: Readonly<Record<Confidence, string>> = {
  high: 'High: the value proves itself by its shape or a checksum. Shown as an error.',
  medium: 'Medium: what stands around the value says that it is a secret. Shown as a warning.',
  low: 'Low: a guess. Shown as a hint and left out of summaries.',
};

const kindWords: Readonly<Record<SecretRule['kind'], string>> = {
  token: 'The value is found by its own shape, whatever it is given to.',
  context: 'The value is found by the name that it is given to, because its shape alone says little.',
  structure: 'The value is found by its shape together with what stands around it.',
};

/**
 * The page on a rule, as Markdown: what the secret opens, how it is revoked, what to use instead, how sure the finding
 * is, and how to say that it is none. Holds nothing of any finding.
 */
export function secretRulePage(rule: PageSubject, provider: Provider): string {
  const blocks = [
    `# ${escaped(capital(rule.title))}`,
    `Rule \`secret/${rule.id}\` · ${provider.group === 'generic' ? 'no single issuer' : `issued by **${escaped(provider.name)}**`}`,
    '## What it opens',
    escaped(provider.opens),
    '## Revoke it',
    ...revokeSteps(provider),
    '## Use instead',
    escaped(provider.instead),
    ...guideBlock(provider),
    ...variableBlock(provider),
    '## How sure is this',
    confidenceWords[rule.confidence],
    ...(rule.kind ? [kindWords[rule.kind]] : []),
    'Examples from documentation and placeholders are shown as hints, however sure the rule is.',
    '## When it is no secret',
    noSecret(rule.id),
    ...sourceBlock(rule.source),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function revokeSteps(provider: Provider): string[] {
  return [
    'A key that was written to a file must be taken as read by others: in history, backups, logs and images it stays.',
    [
      '1. Put what replaces it in place, so that nothing stops working.',
      `2. ${escaped(provider.revoke)} [Open the page](${provider.revokeUrl})`,
      '3. Look at what was done with it, where the provider keeps a log of that.',
      '4. Check the git history. **AI Stack: Check Git History for This Secret** says which commits hold it.',
    ].join('\n'),
  ];
}

function guideBlock({ instead }: Provider): string[] {
  if (!instead.includes('Workload Identity')) return [];
  return ['The steps are in the guide: **AI Stack: Show Guide Section**, API integration and security.'];
}

function variableBlock({ variable, name }: Provider): string[] {
  if (variable === undefined) return [];
  return [
    `Where a key cannot be avoided, give it in the variable \`${variable}\`, which the libraries of ${escaped(name)} read by themselves, and keep it in a secret manager.`,
  ];
}

function noSecret(id: string): string {
  return [
    `- **Suppress with Reason…** among the quick fixes writes a comment beside the value that names \`secret/${id}\`.`,
    '- **Add to Baseline** accepts this one value for the whole team; the baseline holds a salted hash, never the value.',
    `- \`aiStack.secrets.disabledRules\` turns the rule off, and \`aiStack.secrets.severity\` changes how it is shown: \`{"${id}": "hint"}\`.`,
    '- Comments and baselines of gitleaks, detect-secrets, secretlint and others are honoured.',
  ].join('\n');
}

function sourceBlock(source: string | undefined): string[] {
  if (source === undefined || source === '') return [];
  return ['## Where the format comes from', linked(source)];
}

/** Text with its first URL as a link and the rest escaped. */
function linked(text: string): string {
  const url = /https?:\/\/[^\s<>()]+/.exec(text);
  if (!url) return escaped(text);
  const before = text.slice(0, url.index);
  return `${escaped(before)}<${url[0]}>${escaped(text.slice(url.index + url[0].length))}`;
}

/** Text made safe to stand in Markdown: no links, HTML or formatting. Titles of a workspace's own rules come here. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]#+!|<>~&$]/g, (mark) => `\\${mark}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
