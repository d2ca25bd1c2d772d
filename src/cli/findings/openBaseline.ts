import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { addToBaseline, createBaseline, type Baseline } from '../../core/secrets/baseline/baseline.ts';
import { readBaseline, writeBaseline } from '../../core/secrets/baseline/baselineFile.ts';
import type { Cli } from '../cli.ts';
import type { ScanTarget } from './scanTargets.ts';
import type { SecretReport } from './secretReport.ts';

/** A baseline that is being written, with the salt that its entries are hashed with. */
export interface OpenBaseline {
  /** As on the command line. */
  readonly file: string;
  readonly salt: string;
  /**
   * Writes the findings, but for examples, guesses and what a comment accepts. Entries of files that were not scanned
   * stay; those of secrets that are gone do not. Resolves to the number of entries; throws a UserError where the file
   * cannot be written.
   */
  write(reports: readonly SecretReport[], targets: readonly ScanTarget[]): Promise<number>;
}

/** Opens the file of `--write-baseline`; undefined without that option. Throws a UserError for what is no baseline. */
export async function openBaseline(
  file: string | true | undefined,
  targets: readonly ScanTarget[],
  cli: Cli,
): Promise<OpenBaseline | undefined> {
  if (typeof file !== 'string') return undefined;
  if (new Set(targets.map(({ home }) => home)).size > 1) {
    throw new UserError(
      'The paths belong to several repositories, but a baseline is of one.',
      'Scan one repository at a time.',
    );
  }
  const path = resolve(cli.cwd, file);
  const before = await readExisting(path, file);
  return {
    file,
    salt: before.salt,
    write: async (reports, targets) => {
      const entries = reports.flatMap(({ found }) => (counts(found) && found.entry ? [found.entry] : []));
      const kept = before.entries.filter((entry) => !wasScanned(entry.path, targets));
      const baseline = addToBaseline({ ...before, entries: distinct([...kept, ...entries]) }, []);
      await replace(path, file, writeBaseline(baseline));
      return baseline.entries.length;
    },
  };
}

/** What an existing baseline accepts is written anew; what a comment or the configuration accepts need not be. */
function counts({ confidence, suppressed }: SecretReport['found']): boolean {
  return confidence !== 'low' && (suppressed === undefined || suppressed.kind === 'baseline');
}

function wasScanned(path: string, targets: readonly ScanTarget[]): boolean {
  return targets.some(({ prefix, files }) =>
    files ? files.some((name) => prefix + name === path) : path.startsWith(prefix),
  );
}

/** A secret that stands in a file twice is one entry. */
function distinct(entries: Baseline['entries']): Baseline['entries'] {
  return [
    ...new Map(entries.map((entry) => [`${entry.path}\0${entry.rule}\0${entry.hash}`, entry])).values(),
  ];
}

async function readExisting(path: string, file: string): Promise<Baseline> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return createBaseline(randomBytes(16).toString('hex'));
    throw new UserError(`The baseline "${file}" could not be read.`, 'Check the path and its permissions.');
  }
  return readBaseline(text, file);
}

/** All of the file or nothing: a reader never meets half of it. */
async function replace(path: string, file: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true });
    throw new UserError(
      `The baseline "${file}" could not be written.`,
      'Check the folder and its permissions.',
    );
  }
}
