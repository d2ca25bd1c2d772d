import { fileRole } from '../project/roles.ts';
import type { Confidence } from './confidence.ts';
import type { SecretFinding } from './finding.ts';
import { ruleInfo, type RuleInfo } from './ruleInfo.ts';

export type SecretSeverity = 'error' | 'warning' | 'information' | 'hint';

/** What a message needs of a finding; places do not matter. */
export type FindingKind = Pick<SecretFinding, 'rule' | 'provider' | 'confidence' | 'reason' | 'name'>;

const inCode: Readonly<Record<Confidence, SecretSeverity>> = {
  high: 'error',
  medium: 'warning',
  low: 'hint',
};
const elsewhere: Readonly<Record<Confidence, SecretSeverity>> = {
  high: 'warning',
  medium: 'information',
  low: 'hint',
};

/**
 * How a finding is shown: by its confidence, and a step lower in tests, examples and documentation, where most values
 * open nothing. The path is relative to the workspace folder, or to what was given to be scanned.
 */
export function secretSeverity(confidence: Confidence, path: string): SecretSeverity {
  const role = fileRole(path.replaceAll('\\', '/'));
  const isApart = role === 'tests' || role === 'examples' || role === 'docs';
  return (isApart ? elsewhere : inCode)[confidence];
}

/**
 * What a finding is, why that matters and what to do, in two or three sentences. Holds the name that the value is given
 * to, never the value. `info` is needed for rules that are not built in.
 */
export function findingMessage(finding: FindingKind, info: RuleInfo = ruleInfo(finding)): string {
  if (finding.confidence === 'low') return lowMessage(finding, info);
  const google = googleKeyMessage(finding, info);
  if (google !== undefined) return google;
  return `${findingTitle(finding, info)}: everybody who can read this file can use it, so revoke it. ${info.provider.instead}`;
}

/** What a finding is, in a few words: `OpenAI project API key in OPENAI_API_KEY`. */
export function findingTitle(finding: FindingKind, info: RuleInfo = ruleInfo(finding)): string {
  const name = shownName(finding.name);
  return `${capital(info.title)}${name === undefined ? '' : ` in ${name}`}`;
}

/** Longer ones say nothing to people. */
const longestName = 60;
/** Names have no sixteen characters with digits among them or in capitals alone, nor letters after digits four times. */
const valueLike = /(?=[A-Za-z]*\d)[A-Za-z0-9]{16}|[A-Z0-9]{16}|(?:\d[A-Za-z].*){4}/;

/**
 * The name that a value is given to, where it can be shown: in a list of keys and values, what stands before a secret
 * may be another one.
 */
export function shownName(name: string | undefined): string | undefined {
  if (name === undefined || name === '' || name.length > longestName || valueLike.test(name))
    return undefined;
  return name;
}

function lowMessage(finding: FindingKind, info: RuleInfo): string {
  const what = findingTitle(finding, info);
  if (finding.reason === 'example')
    return `${what}, but of a form that examples have, so only a hint. If it opens anything, revoke it.`;
  if (finding.reason === 'placeholder')
    return `Placeholder for a secret (${info.title}), so only a hint. Read the value from the environment, so that nobody writes the real one here.`;
  if (finding.reason === 'weak')
    return `${what}, perhaps: what stands here may as well be no secret, so only a hint. If it is one, revoke it.`;
  return `${what}, perhaps: its form alone does not prove it, so only a hint. If it is one, revoke it.`;
}

/**
 * Google's keys of one form open different things. Since June 2026 the Gemini API takes no unrestricted standard keys
 * any more, and since September 2026 no standard keys at all.
 */
function googleKeyMessage(finding: FindingKind, info: RuleInfo): string | undefined {
  if (finding.rule !== 'google-api-key') return undefined;
  const what = findingTitle(finding, info);
  const name = shownName(finding.name) ?? '';
  if (/maps|places|geo(?:coding|location)/i.test(name))
    return `${what}: for Google Maps, so it may have to be public. Restrict it to your sites or apps and to the Maps APIs, or else others use it on your bill.`;
  if (/firebase/i.test(name))
    return `${what}: of Firebase, so it names the project and may have to be public. Restrict it to the Firebase APIs, and protect the data by Security Rules and App Check.`;
  if (finding.confidence === 'medium')
    return `${what}: of Firebase or Maps by what stands around it, so it may have to be public. Restrict it to its APIs and to your sites or apps, or else it opens the Gemini API and others on your bill.`;
  return `${what}: the Gemini API no longer accepts standard keys, and others can use this one on your bill, so delete it. Use Vertex AI with Application Default Credentials, on Google Cloud by Workload Identity; there is no key then.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
