import type { FoundKey } from './foundKeys.ts';

/** What is told of keys that are in the project. */
export interface KeySteps {
  /** As sentences, each with file and line. */
  readonly warnings: readonly string[];
  /** What to do, in order. */
  readonly next: readonly string[];
}

/** How the keys of a project are got rid of. Names files and lines, never a value. */
export function keySteps(keys: readonly FoundKey[], account: string): KeySteps {
  const written = keys.filter(({ kind }) => kind === 'written');
  const files = keys.filter(({ kind }) => kind === 'file');
  const variables = keys.filter(({ kind }) => kind === 'variable');
  return {
    warnings: [...written.map(warningOf), ...files.map(warningOf)],
    next: [
      ...removals(written),
      ...revocations(written),
      ...fileSteps(files, account),
      ...variableSteps(variables),
    ],
  };
}

function warningOf(key: FoundKey): string {
  return key.kind === 'written'
    ? `${placeOf(key)} has a key in it (${key.what}): whoever has the code has the key, and taking it out does not revoke it.`
    : `${placeOf(key)} uses a key file of a service account, which works for whoever has a copy; the identity takes its place.`;
}

/** Places that have one fix are one step. */
function removals(keys: readonly FoundKey[]): string[] {
  const steps: string[] = [];
  for (const fix of new Set(keys.map((key) => key.fix))) {
    const places = inWords(keys.filter((key) => key.fix === fix).map(placeOf));
    steps.push(
      fix === undefined
        ? `Take the key out of ${places}.`
        : `Take the key out of ${places}: the quick fix on it is "${fix}".`,
    );
  }
  return steps;
}

function revocations(keys: readonly FoundKey[]): string[] {
  const known = keys.flatMap(({ what, revoke }) => (revoke ? [{ what, ...revoke }] : []));
  const once = known.filter(({ url }, at) => known.findIndex((other) => other.url === url) === at);
  return once.map(({ what, how, url }) => `Then revoke it (${what}), as it has been seen: ${how} ${url}`);
}

function fileSteps(keys: readonly FoundKey[], account: string): string[] {
  if (keys.length === 0) return [];
  return [
    `Take the key file out of ${inWords(keys.map(placeOf))}: libraries find ${account} by themselves.`,
    'Then delete the key: `gcloud iam service-accounts keys list --iam-account=ACCOUNT --managed-by=user` shows it, `gcloud iam service-accounts keys delete KEY --iam-account=ACCOUNT` deletes it.',
  ];
}

function variableSteps(keys: readonly FoundKey[]): string[] {
  const google = keys.filter(({ what }) => /^(?:GOOGLE|GEMINI|VERTEX)/.test(what));
  if (google.length === 0) return [];
  return [
    `${inWords(google.map((key) => `${key.what} (${placeOf(key)})`))} is not needed any more: ask Vertex AI as the service itself.`,
  ];
}

function placeOf({ file, line }: FoundKey): string {
  return `${file}:${String(line)}`;
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
