import type { SecretFinding } from '../finding.ts';
import { sha256 } from './sha.ts';

/** Where the baseline of a folder lies, relative to it. */
export const baselinePath = '.ai-stack-baseline.json';

/** One secret that was there when the baseline was made. Never the secret. */
export interface BaselineEntry {
  readonly rule: string;
  /** Relative to the folder, `/` between segments. */
  readonly path: string;
  /** 1-based, when the entry was made; for people, not compared. */
  readonly line: number;
  /** SHA-256 of salt, rule, path and secret, in hex. */
  readonly hash: string;
}

/** Secrets that are known, so that only new ones count. */
export interface Baseline {
  readonly version: 1;
  /** At least 16 random bytes in hex, so that weak secrets cannot be looked up by their hash. */
  readonly salt: string;
  readonly entries: readonly BaselineEntry[];
}

/** A finding with what a baseline needs of it. `secret` is hashed and let go. */
export interface KnownSecret {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly secret: string;
}

/** An empty baseline, or one of these findings. */
export function createBaseline(salt: string, known: Iterable<KnownSecret> = []): Baseline {
  return addToBaseline({ version: 1, salt, entries: [] }, known);
}

/** The baseline with these findings; those it has already keep one entry, with the line as it is now. */
export function addToBaseline(baseline: Baseline, known: Iterable<KnownSecret>): Baseline {
  const entries = new Map(baseline.entries.map((entry) => [keyOf(entry), entry]));
  for (const { secret, rule, path, line } of known) {
    const entry = { rule, path, line, hash: hashOf(baseline.salt, rule, path, secret) };
    entries.set(keyOf(entry), entry);
  }
  return { ...baseline, entries: sorted([...entries.values()]) };
}

/**
 * The baseline without entries that a scan did not find again. Entries of files that `scanned` denies stay: nothing is
 * known of them.
 */
export function pruneBaseline(
  baseline: Baseline,
  found: Iterable<KnownSecret>,
  scanned: (path: string) => boolean,
): Baseline {
  const current = new Set(createBaseline(baseline.salt, found).entries.map(keyOf));
  return {
    ...baseline,
    entries: baseline.entries.filter((entry) => !scanned(entry.path) || current.has(keyOf(entry))),
  };
}

/** Says whether findings are known, having put the entries in order once. */
export class BaselineIndex {
  readonly #salt: string;
  readonly #hashes = new Map<string, BaselineEntry>();
  readonly #paths = new Set<string>();

  constructor(baseline: Baseline) {
    this.#salt = baseline.salt;
    for (const entry of baseline.entries) {
      this.#hashes.set(keyOf(entry), entry);
      this.#paths.add(entry.path);
    }
  }

  /** The entry of a finding in a text. */
  match(text: string, path: string, finding: SecretFinding): BaselineEntry | undefined {
    if (!this.#paths.has(path)) return undefined;
    const hash = hashOf(this.#salt, finding.rule, path, text.slice(finding.start, finding.end));
    return this.#hashes.get(keyOf({ rule: finding.rule, path, hash }));
  }
}

/** Whether a finding of a text is in the baseline; for many findings, keep a BaselineIndex. */
export function matchesBaseline(
  baseline: Baseline,
  text: string,
  path: string,
  finding: SecretFinding,
): boolean {
  return new BaselineIndex(baseline).match(text, path, finding) !== undefined;
}

function hashOf(salt: string, rule: string, path: string, secret: string): string {
  return sha256([salt, rule, path, secret].join('\0'));
}

function keyOf({ rule, path, hash }: Pick<BaselineEntry, 'rule' | 'path' | 'hash'>): string {
  return `${path}\0${rule}\0${hash}`;
}

/** By path, line, rule and hash, without regard to locale, so that the same findings give the same file. */
function sorted(entries: BaselineEntry[]): BaselineEntry[] {
  const before = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return entries.sort(
    (a, b) => before(a.path, b.path) || a.line - b.line || before(a.rule, b.rule) || before(a.hash, b.hash),
  );
}
