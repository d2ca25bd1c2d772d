import { UserError } from '../errors.ts';
import {
  generatedRecordPath,
  readRecord,
  recordText,
  updatedRecord,
  type GeneratedRecord,
} from './generatedRecord.ts';
import type { Generated, GenerateContext, Generator, OptionValues } from './generator.ts';
import { optionValues } from './optionValues.ts';
import { planFiles, type ConflictChoice, type PlannedFile } from './plan.ts';

/** What a run would write, before anything is. */
export interface Prepared {
  readonly generated: Generated;
  /** For generators of a family the record is the last, so that it is written with the rest or not at all. */
  readonly planned: readonly PlannedFile[];
  /** What was chosen in an earlier run and is taken over. */
  readonly remembered: OptionValues;
  /** Files that the generator made in an earlier run, that are still there, and are no longer part of what it makes. */
  readonly leftOver: readonly string[];
}

/**
 * Runs a generator and works out what its files would do to those that are there. Options given now win over those
 * that an earlier run of the family was given. Nothing is written. Rejects with a UserError for bad options and for
 * whatever the generator cannot do.
 */
export async function prepareGeneration(
  generator: Generator,
  given: OptionValues,
  context: GenerateContext,
  conflicts: (path: string) => ConflictChoice,
): Promise<Prepared> {
  const { family } = generator;
  optionValues(generator, given);
  const record = readRecord(family === undefined ? undefined : await context.existing(generatedRecordPath));
  const remembered = family === undefined ? {} : rememberedOptions(generator, record.options[family], given);
  const values = optionValues(generator, { ...remembered, ...given });
  const generated = await generator.generate(values, context);
  const { existing } = context;
  const bases = Object.fromEntries(Object.entries(record.files).map(([path, { text }]) => [path, text]));
  const planned = await planFiles({ files: generated.files, existing, bases, conflicts });
  if (family === undefined) return { generated, planned, remembered, leftOver: [] };
  const leftOver = await leftOverFiles(generator, record, generated, existing);
  const chosen = { ...record.options[family], ...given };
  const recorded = await recordFile(generator, record, chosen, generated, existing);
  return { generated, planned: [...planned, ...recorded], remembered, leftOver };
}

async function leftOverFiles(
  { id }: Generator,
  record: GeneratedRecord,
  { files }: Generated,
  existing: GenerateContext['existing'],
): Promise<string[]> {
  const made = new Set(files.map(({ path }) => path));
  const gone = Object.entries(record.files).filter(([path, { by }]) => by === id && !made.has(path));
  const texts = await Promise.all(gone.map(([path]) => existing(path)));
  return gone.map(([path]) => path).filter((_, at) => texts[at] !== undefined);
}

/** Those that this generator has and still takes: the record may be of another version, or edited. */
function rememberedOptions(
  generator: Generator,
  recorded: OptionValues = {},
  given: OptionValues,
): OptionValues {
  const ids = new Set(generator.options.map(({ id }) => id));
  const entries = Object.entries(recorded).filter(
    ([id, value]) => ids.has(id) && !Object.hasOwn(given, id) && isTaken(generator, id, value),
  );
  return Object.fromEntries(entries);
}

function isTaken(generator: Generator, id: string, value: string): boolean {
  try {
    optionValues(generator, { [id]: value });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function recordFile(
  generator: Generator,
  before: GeneratedRecord,
  chosen: OptionValues,
  { files }: Generated,
  existing: GenerateContext['existing'],
): Promise<PlannedFile[]> {
  const usual = new Map(generator.options.map((option) => [option.id, option.default]));
  // What was set back to its default is forgotten.
  const kept = Object.fromEntries(Object.entries(chosen).filter(([id, value]) => usual.get(id) !== value));
  const bases = files.filter((file) => !file.extends);
  const content = recordText(updatedRecord(before, generator, kept, bases));
  const path = generatedRecordPath;
  return planFiles({ files: [{ path, content }], existing, conflicts: () => 'overwrite' });
}
