import type { CreateModelRequest } from '../models.ts';
import { blobChanged, OllamaError } from './ollamaErrors.ts';
import { followProgress } from './followProgress.ts';
import type { LoadOptions, ModelBlob, OllamaClient } from './ollamaClient.ts';
import { recordOf } from './replies/fields.ts';
import { readInstalledModels } from './replies/installedModels.ts';
import { readModelDetails } from './replies/modelDetails.ts';
import { readRecommendations } from './replies/recommendations.ts';
import { readRunningModels } from './replies/runningModels.ts';
import { readVersion } from './replies/version.ts';
import type { Transport } from './transport.ts';
import { Wire, type Ask } from './wire.ts';

/** Milliseconds without a byte until a request is given up. */
const idle = {
  /** Answered from memory or from small files. */
  quick: 15_000,
  /** Reads a model's file. */
  show: 60_000,
  /** Bytes flow, or a sign of life of the server every 60 ms. */
  transfer: 60_000,
  /** Loads, converts, quantises or checks gigabytes without a word; only ends the wait for a server that is gone. */
  work: 3_600_000,
};
const recommendationsMs = 2_000;

export interface OllamaClientOptions {
  /** Base URL without a slash at the end, as `chooseEndpoint` gives it. */
  readonly endpoint: string;
  readonly fetch: Transport;
}

/**
 * A client on the `ollama` package for what is asked and answered in one piece. The package cannot cancel a request
 * before its answer begins, so each request has a package client of its own, whose `fetch` knows the signal. Streams,
 * blobs and recommendations are requests of our own: the package holds lines of any length, prints those that are no
 * JSON to the console, gives errors inside a stream without their kind, and has no blobs in its browser build.
 */
export function createOllamaClient({ endpoint, fetch }: OllamaClientOptions): OllamaClient {
  const wire = new Wire(endpoint, fetch);
  const quick = (path: string, signal?: AbortSignal): Ask => ({ path, signal, idleMs: idle.quick });
  return {
    endpoint,
    version: (signal) =>
      wire.viaPackage(quick('/api/version', signal), (ollama) => ollama.version(), readVersion),
    installed: (signal) =>
      wire.viaPackage(quick('/api/tags', signal), (ollama) => ollama.list(), readInstalledModels),
    running: (signal) =>
      wire.viaPackage(quick('/api/ps', signal), (ollama) => ollama.ps(), readRunningModels),
    show: (model, signal) =>
      wire.viaPackage(
        { path: '/api/show', model, signal, idleMs: idle.show },
        (ollama) => ollama.show({ model }),
        (reply) => readModelDetails(reply, model),
      ),
    recommendations: (signal) => recommendations(wire, signal),
    load: (model, options, signal) => load(wire, model, options ?? {}, signal),
    unload: (model, signal) => generate(wire, { model, signal, idleMs: idle.quick }, { keepAlive: 0 }),
    delete: async (model, signal) => {
      const ask = { path: '/api/delete', model, signal, idleMs: idle.show };
      await wire.viaPackage(ask, (ollama) => ollama.delete({ model }), recordOf);
    },
    pull: (model, signal) => pull(wire, model, signal),
    create: (request, signal) => create(wire, request, signal),
    hasBlob: (digest, signal) => hasBlob(wire, digest, signal),
    uploadBlob: (blob, signal) => uploadBlob(wire, blob, signal),
  };
}

async function recommendations(wire: Wire, signal: AbortSignal | undefined) {
  const path = '/api/experimental/model-recommendations';
  const ask = { path, signal, idleMs: recommendationsMs, deadlineMs: recommendationsMs };
  try {
    const response = await wire.send(ask, { mostBytes: 1_000_000 });
    return readRecommendations(await wire.guard(ask, () => response.json()));
  } catch (error) {
    const kinds = ['refused', 'unreachable', 'tls', 'proxy', 'cut'];
    // Any other failure is one of this endpoint alone, which is an experiment of the server's.
    if (error instanceof OllamaError && !kinds.includes(error.kind)) return [];
    throw error;
  }
}

async function load(wire: Wire, model: string, options: LoadOptions, signal?: AbortSignal): Promise<void> {
  const ask = { model, signal, idleMs: idle.work };
  try {
    await generate(wire, ask, options);
  } catch (error) {
    // A model for embeddings generates nothing, and is loaded by the endpoint that it is for.
    const embeds = error instanceof OllamaError && /does not support generate/.test(error.message);
    if (!embeds) throw error;
    await wire.viaPackage(
      { ...ask, path: '/api/embed' },
      (ollama) => ollama.embed({ model, input: '', ...loadBody(options) }),
      (reply) => (Array.isArray(recordOf(reply)?.['embeddings']) ? true : undefined),
    );
  }
}

/** Without a prompt, `/api/generate` only loads a model, or unloads it when it shall stay for no time at all. */
async function generate(wire: Wire, ask: Omit<Ask, 'path'>, options: LoadOptions): Promise<void> {
  const model = ask.model ?? '';
  await wire.viaPackage(
    { ...ask, path: '/api/generate' },
    (ollama) => ollama.generate({ model, prompt: '', ...loadBody(options) }),
    (reply) => (recordOf(reply)?.['done'] === true ? true : undefined),
  );
}

function loadBody({ contextLength, keepAlive }: LoadOptions) {
  // The server takes seconds as a number only; a text is a duration with its unit.
  const seconds = typeof keepAlive === 'string' && /^-?\d+$/.test(keepAlive) ? Number(keepAlive) : keepAlive;
  return {
    ...(contextLength !== undefined && { options: { num_ctx: contextLength } }),
    ...(seconds !== undefined && { keep_alive: seconds }),
  };
}

function pull(wire: Wire, model: string, signal: AbortSignal | undefined) {
  let idleMs = idle.transfer;
  const ask = { path: '/api/pull', model, signal, idleMs: () => idleMs };
  // While the server checks what it has downloaded it says nothing, for minutes where the disk is slow.
  return followProgress(wire, ask, { model, stream: true }, (status) => {
    idleMs = status.startsWith('verifying') ? idle.work : idle.transfer;
  });
}

function create(wire: Wire, request: CreateModelRequest, signal: AbortSignal | undefined) {
  const ask = { path: '/api/create', model: request.model, signal, idleMs: idle.work };
  return followProgress(wire, ask, { ...request, stream: true });
}

async function hasBlob(wire: Wire, digest: string, signal: AbortSignal | undefined): Promise<boolean> {
  const ask = { path: blobPath(digest), signal, idleMs: idle.quick };
  const response = await wire.send(ask, { method: 'HEAD' }, [404]);
  await response.body?.cancel();
  return response.ok;
}

async function uploadBlob(wire: Wire, blob: ModelBlob, signal: AbortSignal | undefined): Promise<void> {
  const ask = { path: blobPath(blob.digest), signal, idleMs: idle.transfer };
  const response = await wire.send(ask, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': String(blob.sizeBytes) },
    body: exactly(blob),
  });
  await response.body?.cancel();
}

function blobPath(digest: string): string {
  return `/api/blobs/${encodeURIComponent(digest).replace('%3A', ':')}`;
}

/** The chunks of a blob, as long as they are as many bytes as were announced. */
async function* exactly(blob: ModelBlob): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of blob.chunks()) {
    size += chunk.length;
    if (size > blob.sizeBytes) throw blobChanged();
    yield chunk;
  }
  if (size < blob.sizeBytes) throw blobChanged();
}
