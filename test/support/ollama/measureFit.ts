/**
 * `node test/support/ollama/measureFit.ts`: loads each model of `fitModels.ts` into a real server and writes what it
 * says that they take to `test/fixtures/ollama/fit-measured.json`. Takes some minutes and 2 GB of memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import { fitModelFile } from './fitModelFile.ts';
import { fitModels, type FitModel } from './fitModels.ts';
import { writeGgufFile } from './ggufWriter.ts';
import { ollamaVersion } from './buildOllama.ts';
import { startRealServer, type RealServer } from './realServer.ts';

/** A row of the fixture. */
export interface MeasuredFit {
  readonly model: string;
  readonly contextLength: number;
  readonly kvCacheType: 'f16' | 'q8_0' | 'q4_0';
  readonly parallel: number;
  /** `size` of `/api/ps`. */
  readonly sizeBytes: number;
}

const rounds = [
  { kvCacheType: 'f16', parallel: 1, contexts: [2048, 4096, 8192, 32_768], only: /./ },
  { kvCacheType: 'q8_0', parallel: 1, contexts: [8192], only: /^(llama-q8|qwen3|gemma3|gptoss|mistral3)$/ },
  { kvCacheType: 'q4_0', parallel: 1, contexts: [8192], only: /^(qwen3|mistral3)$/ },
  { kvCacheType: 'f16', parallel: 2, contexts: [4096], only: /^(llama-gqa|qwen3|gemma3|gptoss)$/ },
] as const;

async function main(): Promise<void> {
  const rows: MeasuredFit[] = [];
  let version = '';
  for (const { kvCacheType, parallel, contexts, only } of rounds) {
    const server = await startRealServer({
      env: {
        OLLAMA_NUM_PARALLEL: String(parallel),
        ...(kvCacheType === 'f16' ? {} : { OLLAMA_FLASH_ATTENTION: '1', OLLAMA_KV_CACHE_TYPE: kvCacheType }),
      },
    });
    version = server.version;
    try {
      for (const model of fitModels.filter(({ name }) => only.test(name))) {
        const sizes = await measure(server, model, contexts);
        rows.push(...sizes.map((size) => ({ model: model.name, kvCacheType, parallel, ...size })));
      }
    } finally {
      await server.stop();
    }
  }
  // A server built without a version says 0.0.0.
  const fixture = {
    server: version === '0.0.0' ? ollamaVersion : version,
    day: new Date().toISOString().slice(0, 10),
    device: 'CPU',
    rows,
  };
  writeFileSync(
    new URL('../../fixtures/ollama/fit-measured.json', import.meta.url),
    `${JSON.stringify(fixture, null, 2)}\n`,
  );
}

async function measure(server: RealServer, model: FitModel, contexts: readonly number[]) {
  await create(server, model);
  const sizes: { contextLength: number; sizeBytes: number }[] = [];
  for (const wanted of model.architecture === 'bert' ? [model.context] : contexts) {
    if (wanted > model.context) continue;
    const path = model.architecture === 'bert' ? '/api/embed' : '/api/generate';
    const options = { num_ctx: wanted };
    await post(server, path, { model: model.name, options, ...(path === '/api/embed' && { input: '' }) });
    const reply = await fetch(`${server.endpoint}/api/ps`);
    const { models } = (await reply.json()) as { models: { size: number; context_length: number }[] };
    const [running] = models;
    if (running === undefined) throw new Error(`${model.name} did not stay loaded.`);
    sizes.push({ contextLength: running.context_length, sizeBytes: running.size });
    console.log(model.name, running.context_length, running.size);
  }
  await post(server, '/api/generate', { model: model.name, keep_alive: 0 });
  await fetch(`${server.endpoint}/api/delete`, {
    method: 'DELETE',
    body: JSON.stringify({ model: model.name }),
  });
  return sizes;
}

async function create(server: RealServer, model: FitModel): Promise<void> {
  const path = join(temporaryFolder('fit'), 'model.gguf');
  writeGgufFile(path, fitModelFile(model));
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  const digest = `sha256:${hash.digest('hex')}`;
  const upload = { method: 'POST', body: createReadStream(path), duplex: 'half' } as unknown as RequestInit;
  const reply = await fetch(`${server.endpoint}/api/blobs/${digest}`, upload);
  if (!reply.ok) throw new Error(`The server did not take ${model.name}: ${await reply.text()}`);
  rmSync(path);
  await post(server, '/api/create', { model: model.name, files: { 'model.gguf': digest } });
}

async function post(server: RealServer, path: string, body: unknown): Promise<void> {
  const reply = await fetch(server.endpoint + path, { method: 'POST', body: JSON.stringify(body) });
  const text = await reply.text();
  if (!reply.ok || text.includes('"error"')) throw new Error(`${path}: ${text.slice(-300)}`);
}

if (import.meta.main) await main();
