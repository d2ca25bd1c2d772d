import type { GeneratedFile, Generator, OptionValues } from './generator.ts';
import { isPathWithin } from './plan.ts';

/** Where a folder keeps what was generated last. */
export const generatedRecordPath = '.ai-stack/generated.json';

/**
 * What was generated last in a folder, so that running a generator again keeps the user's edits, and generators of one
 * family go on from the same choices. It holds nothing but generated text and chosen options.
 */
export interface GeneratedRecord {
  /** By family, what was chosen otherwise than by default. */
  readonly options: Readonly<Record<string, OptionValues>>;
  readonly files: Readonly<Record<string, RecordedFile>>;
}

export interface RecordedFile {
  /** The generator that made it. */
  readonly by: string;
  /** As it was generated, with `\n` at the ends of lines. */
  readonly text: string;
}

export const emptyRecord: GeneratedRecord = { options: {}, files: {} };

const about =
  'What AI Stack Guide generated last. With it, generating again keeps your edits. Commit it; leave it as it is.';

/** Reads the record; what is not of its form counts as nothing, as the worst that follows is a question more. */
export function readRecord(text: string | undefined): GeneratedRecord {
  const document = parsed(text);
  if (document['schema'] !== 1) return emptyRecord;
  const options = Object.entries(objectOf(document['options'])).map(
    ([family, values]) => [family, texts(objectOf(values))] as const,
  );
  const files = Object.entries(objectOf(document['files'])).flatMap(([path, file]) => {
    const { by, lines } = objectOf(file);
    // The record may come from anybody, like all files of a repository.
    if (typeof by !== 'string' || !Array.isArray(lines) || !isPathWithin(path)) return [];
    return lines.every((line) => typeof line === 'string')
      ? [[path, { by, text: lines.join('\n') }] as const]
      : [];
  });
  return { options: Object.fromEntries(options), files: Object.fromEntries(files) };
}

/** The record after a run of one generator: its files and choices are replaced, all else stays. */
export function updatedRecord(
  before: GeneratedRecord,
  generator: Pick<Generator, 'id' | 'family'>,
  chosen: OptionValues,
  files: readonly GeneratedFile[],
): GeneratedRecord {
  const recorded = files.map(({ path, content }) => [path, { by: generator.id, text: content }] as const);
  return {
    options: { ...before.options, [generator.family ?? generator.id]: chosen },
    files: { ...before.files, ...Object.fromEntries(recorded) },
  };
}

/** The record as a file: sorted, so that the same record is the same text, and by lines, so that changes are readable. */
export function recordText({ options, files }: GeneratedRecord): string {
  const recorded = Object.entries(sorted(files)).map(
    ([path, { by, text }]) => [path, { by, lines: text.split('\n') }] as const,
  );
  const families = Object.entries(sorted(options)).map(
    ([family, values]) => [family, sorted(values)] as const,
  );
  const document = {
    schema: 1,
    about,
    options: Object.fromEntries(families),
    files: Object.fromEntries(recorded),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function texts(values: Record<string, unknown>): OptionValues {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function sorted<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
