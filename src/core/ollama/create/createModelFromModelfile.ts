import { UserError } from '../../errors.ts';
import type { OllamaClient } from '../client/ollamaClient.ts';
import { OllamaError } from '../client/ollamaErrors.ts';
import type { ProgressEvent } from '../models.ts';
import { place, type CreatePlan } from './createPlan.ts';
import type { ModelFile, ModelFiles } from './modelFile.ts';
import { blamedInstruction } from './serverComplaint.ts';

/** How far it is. Bytes are those of all files of the step together. */
export type CreateProgress =
  | {
      readonly step: 'read' | 'upload';
      readonly file: string;
      readonly doneBytes: number;
      readonly totalBytes: number;
    }
  | ({ readonly step: 'create' } & ProgressEvent);

export interface CreateModelWork {
  readonly client: Pick<OllamaClient, 'hasBlob' | 'uploadBlob' | 'create'>;
  readonly plan: CreatePlan;
  readonly files: Pick<ModelFiles, 'sha256'>;
  readonly onProgress: (progress: CreateProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads the files' digests, uploads those that the server lacks and has it make the model. Rejects with a `UserError`
 * that names the Modelfile's line where the server's words tell it, or with an `AbortError`. Until the last step
 * nothing of the model is there; blobs that no model uses are removed by the server when it starts.
 */
export async function createModelFromModelfile(work: CreateModelWork): Promise<void> {
  const { client, plan, signal, onProgress } = work;
  const all = [...plan.files, ...plan.adapters];
  const digests = await readDigests(all, work);
  await uploadMissing(all, digests, work);
  signal.throwIfAborted();
  const request = {
    ...plan.request,
    ...(plan.files.length === 0 ? {} : { files: byName(plan.files, digests) }),
    ...(plan.adapters.length === 0 ? {} : { adapters: byName(plan.adapters, digests) }),
  };
  try {
    for await (const event of client.create(request, signal)) onProgress({ step: 'create', ...event });
  } catch (error) {
    throw withPlace(error, plan);
  }
}

async function readDigests(
  all: readonly ModelFile[],
  { files, signal, onProgress }: CreateModelWork,
): Promise<Map<ModelFile, string>> {
  const digests = new Map<ModelFile, string>();
  const totalBytes = sum(all);
  let doneBytes = 0;
  for (const file of all) {
    signal.throwIfAborted();
    const hex = await files.sha256(
      file,
      (count) => {
        doneBytes += count;
        onProgress({ step: 'read', file: file.name, doneBytes, totalBytes });
      },
      signal,
    );
    digests.set(file, `sha256:${hex}`);
  }
  return digests;
}

async function uploadMissing(
  all: readonly ModelFile[],
  digests: ReadonlyMap<ModelFile, string>,
  { client, signal, onProgress }: CreateModelWork,
): Promise<void> {
  const wanted = new Map(all.map((file) => [digests.get(file) ?? '', file]));
  const missing: [string, ModelFile][] = [];
  for (const [digest, file] of wanted) {
    signal.throwIfAborted();
    if (!(await client.hasBlob(digest, signal))) missing.push([digest, file]);
  }
  const totalBytes = sum(missing.map(([, file]) => file));
  let doneBytes = 0;
  for (const [digest, file] of missing) {
    const told = (count: number): void => {
      doneBytes += count;
      onProgress({ step: 'upload', file: file.name, doneBytes, totalBytes });
    };
    const { sizeBytes } = file;
    await client.uploadBlob(
      { digest, sizeBytes, chunks: () => counted(file.chunks(), told, signal) },
      signal,
    );
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  told: (count: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
    told(chunk.length);
  }
}

function byName(
  files: readonly ModelFile[],
  digests: ReadonlyMap<ModelFile, string>,
): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file.name, digests.get(file) ?? '']));
}

function sum(files: readonly ModelFile[]): number {
  return files.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}

/** Kinds of failures that are about the model that the new one builds on, where it builds on one. */
const aboutBase: ReadonlySet<string> = new Set(['notFound', 'signIn', 'hub', 'cut', 'tooOld']);

/** Says the Modelfile's line where the server's words tell which one it is, and names the model that is meant. */
function withPlace(error: unknown, { text, instructions, request }: CreatePlan): unknown {
  if (!(error instanceof UserError)) return error;
  const { from, model } = request;
  const isBase = from !== undefined && error instanceof OllamaError && aboutBase.has(error.kind);
  const line = isBase
    ? instructions.findLast(({ command }) => command === 'model')
    : blamedInstruction(error.message, instructions);
  if (!line) return error;
  const words = isBase ? error.message.replaceAll(`"${model}"`, `"${from}"`) : error.message;
  return new UserError(`${place(text, line)}: ${words}`, error.remedy);
}
