import { UserError } from '../../core/errors.ts';
import type { Generated, Generator, GenerateContext, OptionValues } from '../../core/generate/generator.ts';
import { optionValues } from '../../core/generate/optionValues.ts';
import { planFiles, type PlannedFile } from '../../core/generate/plan.ts';
import { generators } from '../../core/generate/registry.ts';
import type { ProjectFacts } from '../../core/project/facts.ts';
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
  const values = optionValues(generator, readSets(lists['set'] ?? []));
  const folder = await openFolder(path, cli);
  const { root } = folder;
  const existing = existingText(root);
  const generated = await generator.generate(values, await contextOf(generator, folder, cli));
  const planned = await planFiles(generated.files, existing, options['overwrite'] === true);
  const conflicts = planned.some(({ action }) => action === 'conflict');
  const dry = options['dry-run'] === true;
  if (!conflicts && !dry) await writePlanned(root, planned);
  if (options['json'] === true) cli.out(jsonDocument(planDocument(planned, generated)));
  else cli.out(planText(planned, conflicts ? [] : generated.next, dry, createPaint(cli.colour)));
  if (!conflicts) return exitCodes.fine;
  cli.err(
    'ai-stack: Nothing was written, as files are there that differ. Look at them, and give --overwrite to replace them.\n',
  );
  return exitCodes.findings;
}

async function contextOf({ id }: Generator, folder: Folder, cli: Cli): Promise<GenerateContext> {
  let facts: Promise<ProjectFacts> | undefined;
  return {
    resource: (path) => cli.resources.readText(path),
    template: (name) => cli.resources.readText(`templates/${id}/${name}`),
    existing: existingText(folder.root),
    workspace: folder.workspace,
    facts: () => (facts ??= timedDetection(folder, cli).then((detected) => detected.facts)),
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

function planDocument(planned: readonly PlannedFile[], { next }: Generated): object {
  return { files: planned.map(({ path, action }) => ({ path, action })), next };
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
