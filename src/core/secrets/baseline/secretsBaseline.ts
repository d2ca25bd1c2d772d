import type { SecretFinding } from '../finding.ts';
import { JsonFile } from './jsonFile.ts';
import { sha1 } from './sha.ts';

/** Where detect-secrets keeps its baseline. */
export const secretsBaselinePath = '.secrets.baseline';

const remedy = 'Write it anew with "detect-secrets scan > .secrets.baseline", or delete it.';

/** What detect-secrets knows from before: SHA-1 of secrets by file. */
export class SecretsBaseline {
  readonly #byPath: ReadonlyMap<string, ReadonlyMap<string, number>>;

  constructor(byPath: ReadonlyMap<string, ReadonlyMap<string, number>>) {
    this.#byPath = byPath;
  }

  /** The line of the entry (as it was when the baseline was made) for a finding in a text. */
  match(text: string, path: string, finding: SecretFinding): { readonly line: number } | undefined {
    const hashes = this.#byPath.get(path);
    if (!hashes) return undefined;
    for (const secret of spellings(text.slice(finding.start, finding.end))) {
      const line = hashes.get(sha1(secret));
      if (line !== undefined) return { line };
    }
    return undefined;
  }
}

/** Reads `.secrets.baseline` of detect-secrets 0.10 and later. Throws a FileError that names file and line. */
export function readSecretsBaseline(text: string, file: string): SecretsBaseline {
  const json = new JsonFile(text, file, remedy);
  const root = json.object(json.root, 'a baseline of detect-secrets is an object with "results"');
  const results = json.object(json.member(root, 'results'), '"results" must be an object of files');
  const byPath = new Map<string, Map<string, number>>();
  for (const [path, list] of json.members(results)) {
    const hashes = new Map<string, number>();
    for (const item of json.array(list, `"${path}" must have a list`)) {
      const entry = json.object(item, 'each result must be an object');
      const hash = json.member(entry, 'hashed_secret');
      if (typeof hash.value !== 'string' || !/^[0-9a-f]{40}$/.test(hash.value))
        throw json.error(hash, '"hashed_secret" must be 40 digits of hex');
      const line = json.member(entry, 'line_number').value;
      hashes.set(hash.value, typeof line === 'number' ? line : 1);
    }
    byPath.set(path.replaceAll('\\', '/').replace(/^\.\//, ''), hashes);
  }
  return new SecretsBaseline(byPath);
}

/**
 * What detect-secrets may have hashed of what we found: the value; without quotes; of a private key the words of its
 * header; of a URL the password.
 */
function spellings(value: string): string[] {
  const bare = value.replace(/^["'`]|["'`]$/g, '');
  const header = /^-----(BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----/.exec(bare)?.[1];
  const password = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{0,200}:([^\s@/]{1,500})@/i.exec(bare)?.[1];
  return [value, bare, header, password].filter((spelling) => spelling !== undefined);
}
