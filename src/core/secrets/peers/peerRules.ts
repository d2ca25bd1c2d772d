import type { SecretFinding } from '../finding.ts';
import { providers } from '../providers.ts';

const google = ['google-ai', 'google-oauth', 'google-cloud', 'firebase'];

/** Names that peers' rules give to providers of ours. A provider's name means those whose ids begin with it as well. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  gcp: google,
  google,
  gemini: google,
  vertex: google,
  amazon: ['aws'],
  azure: ['azure'],
  microsoft: ['azure'],
  hf: ['hugging-face'],
  gh: ['github'],
  claude: ['anthropic'],
  secretkeyword: ['generic'],
  highentropystring: ['generic'],
};

/** Kinds of secrets that several peers have a rule for, by what their ids and ours have in common without hyphens. */
const kinds: readonly (readonly string[])[] = [
  ['privatekey', 'sshkey', 'pem'],
  ['jwt', 'jsonwebtoken'],
  [
    'basicauth',
    'basiccredentials',
    'urlpassword',
    'urlcredentials',
    'connectionstring',
    'databaseurl',
    'curlauth',
  ],
];

const providersByName = providerNames();

/**
 * Whether a rule of a peer (`aws-access-token`, `@secretlint/secretlint-rule-github`,
 * `generic.secrets.security.detected-jwt-token.detected-jwt-token`) finds what a finding of ours is: by the same id,
 * the provider, or the kind of secret. Undefined where the id says neither.
 */
export function peerRuleCovers(
  peerRule: string,
  finding: Pick<SecretFinding, 'rule' | 'provider'>,
): boolean | undefined {
  const id = canonical(peerRule);
  if (id === finding.rule) return true;
  const named = namedProviders(id);
  if (named.size > 0)
    return [...named].some((name) => name === finding.provider || finding.provider.startsWith(`${name}-`));
  const [theirs, ours] = [squeezed(id), squeezed(finding.rule)];
  const kind = kinds.find((words) => words.some((word) => theirs.includes(word)));
  return kind && kind.some((word) => ours.includes(word));
}

/** Lower case, and only the part of the id that says what is found. */
function canonical(peerRule: string): string {
  const last = peerRule.toLowerCase().split(/[./]/).at(-1) ?? '';
  return last.replace(/^secretlint-rule-/, '');
}

function namedProviders(id: string): Set<string> {
  const words = id.split(/[^a-z0-9]+/).filter(Boolean);
  const named = new Set<string>();
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + 4); end++) {
      for (const provider of providersByName.get(words.slice(start, end).join('')) ?? []) named.add(provider);
    }
  }
  return named;
}

function providerNames(): Map<string, readonly string[]> {
  const byName = new Map<string, readonly string[]>();
  for (const [id, { name }] of Object.entries(providers)) {
    byName.set(squeezed(id), [id]);
    byName.set(squeezed(name), [id]);
  }
  for (const [alias, ids] of Object.entries(aliases))
    byName.set(alias, [...(byName.get(alias) ?? []), ...ids]);
  return byName;
}

function squeezed(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
