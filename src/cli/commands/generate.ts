import { UserError } from '../../core/errors.ts';
import type { Generator, GenerateContext, OptionValues } from '../../core/generate/generator.ts';
import type { ConflictChoice } from '../../core/generate/plan.ts';
import { prepareGeneration, type Prepared } from '../../core/generate/prepareGeneration.ts';
import { generators } from '../../core/generate/registry.ts';
import { suggestion } from '../../core/guide/file/suggestion.ts';
import { existingText, writePlanned } from '../../node/folderWriter.ts';
import { exitCodes, type Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { openFolder, timedDetection, type Folder } from '../folder.ts';
import { describeText, listText, planText } from '../output/generateText.ts';
import { jsonDocument } from '../output/json.ts';
import { createPaint } from '../output/paint.ts';

/** `generate ID DIR`, `generate ID --describe` and `generate --list`. */
export async function generate(call: Call, cli: Cli): Promise<number> {
  const { options, words } = call;
  if (options['list'] === true) return list(call, cli);
  const [id, folder, ...more] = words;
  if (id === undefined) throw new UserError('"ai-stack generate" needs the id of a generator.', usage);
  const generator = findGenerator(id);
  if (options['describe'] === true) return describe(generator, call, cli);
  if (folder === undefined) throw new UserError(`"ai-stack generate ${id}" needs a DIR to write to.`, usage);
  if (more.length > 0) throw new UserError('"ai-stack generate" takes one ID and one DIR.', usage);
  return write(generator, folder, call, cli);
}

const usage = 'Usage: ai-stack generate ID DIR [--set KEY=VALUE…]; ai-stack generate --list shows the ids.';

function findGenerator(id: string): Generator {
  const found = generators.find((generator) => generator.id === id);
  if (found) return found;
  const ids = generators.map((generator) => generator.id);
  throw new UserError(
    `There is no generator "${id}".${suggestion(id, ids)}`,
    `There are: ${ids.join(', ')}.`,
  );
}

async function write(
  generator: Generator,
  path: string,
  { options, lists }: Call,
  cli: Cli,
): Promise<number> {
  const given = readSets(lists['set'] ?? []);
  const folder = await openFolder(path, cli);
  const choice = conflictChoice(options);
  const prepared = await prepareGeneration(
    generator,
    given,
    await contextOf(generator, folder, cli),
    () => choice,
  );
  const { planned } = prepared;
  const conflicts = planned.some(({ action }) => action === 'conflict');
  const dry = options['dry-run'] === true;
  if (!conflicts && !dry) await writePlanned(folder.root, planned);
  if (options['json'] === true) cli.out(jsonDocument(planDocument(prepared)));
  else cli.out(planText(prepared, dry, createPaint(cli.colour)));
  if (!conflicts) return exitCodes.fine;
  cli.err(
    'ai-stack: Nothing was written, as files are there that differ. Look at them, and give --overwrite to replace them or --keep to leave them as they are.\n',
  );
  return exitCodes.findings;
}

function conflictChoice(options: Call['options']): ConflictChoice {
  const [overwrite, keep] = [options['overwrite'] === true, options['keep'] === true];
  if (overwrite && keep)
    throw new UserError('--overwrite and --keep contradict each other.', 'Give one of them.');
  return overwrite ? 'overwrite' : keep ? 'keep' : 'refuse';
}

async function contextOf({ id }: Generator, folder: Folder, cli: Cli): Promise<GenerateContext> {
  let detected: ReturnType<typeof timedDetection> | undefined;
  const detect = (): ReturnType<typeof timedDetection> => (detected ??= timedDetection(folder, cli));
  return {
    resource: (path) => cli.resources.readText(path),
    template: (name) => cli.resources.readText(`templates/${id}/${name}`),
    existing: existingText(folder.root),
    workspace: folder.workspace,
    facts: async () => (await detect()).facts,
    paths: async () => (await detect()).paths,
    version: await cli.version(),
  };
}

/** `--set hook=git` as the option `hook` and its value; the last of several counts. */
function readSets(sets: readonly string[]): OptionValues {
  return Object.fromEntries(
    sets.map((set) => {
      const at = set.indexOf('=');
      if (at <= 0) throw new UserError(`"--set ${set}" has no value.`, 'Write --set KEY=VALUE.');
      return [set.slice(0, at), set.slice(at + 1)];
    }),
  );
}

/** Decisions and warnings only of generators that have them. */
function planDocument({ planned, generated, remembered, leftOver }: Prepared): object {
  const { next, decisions, warnings } = generated;
  return {
    files: planned.map(({ path, action }) => ({ path, action })),
    next,
    ...(decisions && { decisions }),
    ...(warnings && { warnings }),
    ...(Object.keys(remembered).length > 0 && { remembered }),
    ...(leftOver.length > 0 && { leftOver }),
  };
}

function list({ options }: Call, cli: Cli): number {
  const rows = generators.map(({ id, title, summary }) => ({ id, title, summary }));
  cli.out(
    options['json'] === true ? jsonDocument({ generators: rows }) : listText(rows, createPaint(cli.colour)),
  );
  return exitCodes.fine;
}

function describe(generator: Generator, { options }: Call, cli: Cli): number {
  const { id, title, summary } = generator;
  const described = generator.options.map(({ id: key, kind, meaning, choices, ...option }) => ({
    id: key,
    type: kind,
    default: option.default,
    meaning,
    ...(choices && { choices }),
  }));
  const document = { id, title, summary, options: described };
  cli.out(
    options['json'] === true ? jsonDocument(document) : describeText(document, createPaint(cli.colour)),
  );
  return exitCodes.fine;
}
