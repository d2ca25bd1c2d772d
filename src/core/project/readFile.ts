import type { FileContent, WorkspaceReader } from '../ports.ts';
import type { FileReading, Inclusion, Problem, SourceFile } from './clue.ts';
import { decodeText } from './decodeText.ts';
import { interpretFile, type Finding } from './interpretFile.ts';
import { readInclusion } from './manifests/python/registry.ts';
import { readerFor, type ReaderChoice } from './readers.ts';

/** Bytes of a file that are read at the most; of a larger one the beginning stands for the whole. */
export const fileLimit = 1024 * 1024;

/** What is kept of a file: what it says, what is wrong with it, and which files it names. */
export interface FileEntry {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly includes: readonly Inclusion[];
  readonly sampled: boolean;
}

/** An inclusion, and the file it stands in. */
export interface NamedInclusion {
  readonly by: string;
  readonly inclusion: Inclusion;
}

/** The bytes of a file that is to be read, or none where it could not be. */
export interface FetchedFile {
  readonly path: string;
  readonly choice: ReaderChoice;
  readonly content: FileContent | undefined;
}

/** Reads one file by the reader for its name, or as what another file includes it as. Never rejects. */
export async function readFile(
  reader: WorkspaceReader,
  path: string,
  named?: NamedInclusion,
): Promise<FileEntry | undefined> {
  const fetched = await fetchFile(reader, path, named && includedChoice(named.inclusion));
  return fetched && understandFile(fetched, named);
}

/** Gets the bytes of a file, if files of its name are read. Never rejects. */
export async function fetchFile(
  reader: WorkspaceReader,
  path: string,
  choice: ReaderChoice | undefined = readerFor(path),
): Promise<FetchedFile | undefined> {
  if (!choice) return undefined;
  const content = await reader.read(path, choice.head ?? choice.limit ?? fileLimit).catch(() => undefined);
  return { path, choice, content };
}

/** What a file says, from its bytes. Never throws. */
export function understandFile({ path, choice, content }: FetchedFile, named?: NamedInclusion): FileEntry {
  return content ? readContent(path, content, choice) : unreadable(path, named);
}

function includedChoice(inclusion: Inclusion): ReaderChoice {
  return { read: (file) => readInclusion(file, inclusion), manifest: true };
}

function readContent(path: string, content: FileContent, choice: ReaderChoice): FileEntry {
  const decoded = decodeText(content.bytes, content.size > content.bytes.length);
  const sampled = choice.head === undefined && content.size > content.bytes.length;
  if (decoded.binary && choice.head === undefined) {
    const message = `${baseName(path)} is not a text file, so nothing was read from it; check what it is.`;
    return entry([], choice.manifest ? [problemAt(path, message, 'warning')] : [], [], false);
  }
  const file: SourceFile = { path, text: decoded.text, size: content.size, sampled };
  const reading = readSafely(file, choice);
  const problems = sampled ? [...reading.problems, sampledProblem(path, content.size)] : reading.problems;
  return entry(interpretFile(path, decoded.text, reading), problems, reading.includes ?? [], sampled);
}

/** Readers do not throw; were one to, that file alone would be lost, and its owner would be told. */
function readSafely(file: SourceFile, choice: ReaderChoice): FileReading {
  try {
    return choice.read(file);
  } catch {
    const message = `${baseName(file.path)} could not be understood, so nothing was read from it; please report the file's form.`;
    return { clues: [], problems: [problemAt(file.path, message, 'warning')] };
  }
}

function entry(
  findings: readonly Finding[],
  problems: readonly Problem[],
  includes: readonly Inclusion[],
  sampled: boolean,
): FileEntry {
  return { findings, problems, includes, sampled };
}

/** A file that another names may not exist, so that the line which names it is the place to mend. */
function unreadable(path: string, named?: NamedInclusion): FileEntry {
  if (named) {
    const message = `${path}, which this line includes, could not be read; correct its name or add the file.`;
    return entry([], [{ ...problemAt(named.by, message, 'warning'), line: named.inclusion.line }], [], false);
  }
  const message = `${baseName(path)} could not be read; check that it still exists and that you may read it.`;
  return entry([], [problemAt(path, message, 'warning')], [], false);
}

function sampledProblem(path: string, size: number): Problem {
  const megabytes = (size / (1024 * 1024)).toFixed(1);
  const message = `${baseName(path)} has ${megabytes} MB; only the first megabyte was read, so what comes later is not in the facts.`;
  return problemAt(path, message, 'information');
}

function problemAt(file: string, message: string, severity: Problem['severity']): Problem {
  return { file, line: 1, column: 1, message, severity };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
