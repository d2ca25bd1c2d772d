import { UserError } from '../../errors.ts';
import type { CreateModelRequest } from '../models.ts';
import type { ModelfileInstruction } from '../modelfile/modelfile.ts';
import { modelfileToCreate } from '../modelfile/modelfileToCreate.ts';
import { parseModelfile } from '../modelfile/parseModelfile.ts';
import { looksLikePath } from '../modelfile/values/pathLook.ts';
import type { ModelFile, ModelFiles } from './modelFile.ts';
import { lineAt } from './lineAt.ts';

/** What a Modelfile asks for, with its files found. */
export interface CreatePlan {
  /** All but the digests of files. */
  readonly request: CreateModelRequest;
  readonly files: readonly ModelFile[];
  readonly adapters: readonly ModelFile[];
  /** The text and its instructions, to say which line an error belongs to. */
  readonly text: string;
  readonly instructions: readonly ModelfileInstruction[];
}

export interface CreateOptions {
  /** The name of the new model. */
  readonly model: string;
  readonly quantize?: string;
}

/**
 * Reads a Modelfile and finds its files. Rejects with a `UserError` that names the line: for what the server's parser
 * refuses, for a path that is not there and for one that cannot be used. A value of FROM that looks like a path is
 * never taken for a name: the server would go and look for a model of that name in the registry.
 */
export async function planCreate(
  text: string,
  options: CreateOptions,
  files: ModelFiles,
): Promise<CreatePlan> {
  const { request, diagnostics } = modelfileToCreate(text, options);
  const { instructions } = parseModelfile(text);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error) {
    const line = instructions.find(({ start, end }) => start <= error.start && error.start <= end);
    const where = line ? place(text, line) : `Modelfile, line ${lineAt(text, error.start)}`;
    throw new UserError(`${where}: ${error.message}`, 'Mend the line.');
  }
  const base = await findBase(text, instructions, files);
  const adapter = instructions.findLast(({ command }) => command === 'adapter');
  const adapters = adapter ? await findAdapter(text, adapter, files) : [];
  // What is a file and what a name, the disk knows better than the look of the words.
  return { request: withBase(request, base.name), files: base.files, adapters, text, instructions };
}

/** Files of all FROM lines together; of names, the last counts. */
async function findBase(
  text: string,
  instructions: readonly ModelfileInstruction[],
  files: ModelFiles,
): Promise<{ name?: string; files: readonly ModelFile[] }> {
  const found = new Map<string, ModelFile>();
  let name: string | undefined;
  for (const line of instructions.filter(({ command }) => command === 'model')) {
    const group = await find(text, line, files);
    if (group) for (const file of group) found.set(file.name, file);
    else if (looksLikePath(line.value)) throw missing(text, line);
    else name = line.value;
  }
  if (name !== undefined && found.size > 0)
    throw new UserError(
      `The Modelfile builds both on the model ${name} and on files, of which the server would take the model alone.`,
      'Leave one FROM.',
    );
  return name === undefined ? { files: [...found.values()] } : { name, files: [] };
}

async function findAdapter(
  text: string,
  line: ModelfileInstruction,
  files: ModelFiles,
): Promise<readonly ModelFile[]> {
  const group = await find(text, line, files);
  if (!group) throw missing(text, line);
  return group;
}

/** Says the line, too, when a file cannot be used. */
async function find(
  text: string,
  line: ModelfileInstruction,
  files: ModelFiles,
): Promise<readonly ModelFile[] | undefined> {
  try {
    return await files.find(line.value);
  } catch (error) {
    if (error instanceof UserError)
      throw new UserError(`${place(text, line)}: ${error.message}`, error.remedy);
    throw error;
  }
}

function missing(text: string, line: ModelfileInstruction): UserError {
  return new UserError(
    `${place(text, line)}: there is no file or folder ${line.value}.`,
    'Mend the path; it is relative to the folder of the Modelfile.',
  );
}

/** `Modelfile, line 3 (FROM)`. */
export function place(text: string, line: ModelfileInstruction): string {
  return `Modelfile, line ${lineAt(text, line.start)} (${line.keyword.text.toUpperCase()})`;
}

function withBase(request: CreateModelRequest, from: string | undefined): CreateModelRequest {
  const entries = Object.entries(request).filter(([key]) => key !== 'from');
  return {
    ...(Object.fromEntries(entries) as unknown as CreateModelRequest),
    ...(from !== undefined && { from }),
  };
}
