import type { SecretFinding } from '../finding.ts';
import { peerRuleCovers } from '../peers/peerRules.ts';

/** Where gitleaks and betterleaks keep findings to pass over. */
export const gitleaksIgnorePaths = ['.gitleaksignore', '.betterleaksignore'] as const;

interface Fingerprint {
  readonly commit?: string;
  readonly rule: string;
  /** Line of the entry in the ignore file. */
  readonly line: number;
}

/** A line that is no fingerprint. */
export interface IgnoreProblem {
  readonly line: number;
  readonly message: string;
}

/** Fingerprints of gitleaks: `path:rule:line`, or `commit:path:rule:line` for findings in history. */
export class GitleaksIgnore {
  readonly problems: readonly IgnoreProblem[];
  readonly #places = new Map<string, Fingerprint[]>();

  constructor(text: string) {
    const problems: IgnoreProblem[] = [];
    for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
      const entry = raw.trim();
      if (entry === '' || entry.startsWith('#')) continue;
      if (!this.#add(entry, index + 1)) {
        const message = 'This is no fingerprint: write "path:rule-id:line" or "commit:path:rule-id:line".';
        problems.push({ line: index + 1, message });
      }
    }
    this.problems = problems;
  }

  /**
   * The entry for a finding at a 1-based line. Without a commit (a file as it lies there), entries of any commit count
   * where place and rule fit. Rules of gitleaks fit by the provider; one that we cannot place fits any rule of ours.
   */
  match(
    path: string,
    line: number,
    finding: Pick<SecretFinding, 'rule' | 'provider'>,
    commit?: string,
  ): { readonly line: number } | undefined {
    return this.#places.get(placeKey(path, line))?.find((entry) => {
      const sameCommit =
        commit === undefined || entry.commit === undefined || commit.startsWith(entry.commit);
      return sameCommit && peerRuleCovers(entry.rule, finding) !== false;
    });
  }

  /** False where no entry is about the file, so that its lines need not be counted. */
  knows(path: string): boolean {
    return this.#places.has(path);
  }

  /** Paths may hold colons, so that an entry is read from its end. */
  #add(entry: string, line: number): boolean {
    const parts = /^(?:([0-9a-f]{7,64}):)?(.+):([^:\s]+):(\d{1,9})$/i.exec(entry);
    if (!parts) return false;
    const [, commit, path = '', rule = '', at = ''] = parts;
    const place = path.replaceAll('\\', '/').replace(/^\.\//, '');
    const key = placeKey(place, Number(at));
    const known = this.#places.get(key) ?? [];
    this.#places.set(key, [
      ...known,
      { rule, line, ...(commit !== undefined && { commit: commit.toLowerCase() }) },
    ]);
    this.#places.set(place, this.#places.get(place) ?? []);
    return true;
  }
}

function placeKey(path: string, line: number): string {
  return `${path}\0${line}`;
}
