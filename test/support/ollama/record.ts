import { writeFile } from 'node:fs/promises';
import { ollamaVersion } from './buildOllama.ts';
import { startLoopbackRegistry, tinyLayers } from './loopbackRegistry.ts';
import { createTinyModel, startRealServer, type RealServer } from './realServer.ts';
import type { Recording } from './recordings.ts';
import type { Reply } from './replayServer.ts';

/**
 * Records what a real Ollama answers, for the tests that replay it: `node test/support/ollama/record.ts`. Writes
 * `test/fixtures/ollama/recorded*.json`. Needs an Ollama server's program, as the tests on a real server do.
 */
async function record(): Promise<void> {
  const server = await startRealServer();
  try {
    await write('recordedEmpty', server, 'A server that has no models.', {
      ...(await recordAll(server, ['GET /', 'GET /api/version', 'GET /api/tags', 'GET /api/ps'])),
      ...(await recordAll(server, ['GET /api/experimental/model-recommendations', 'GET /api/nothing'])),
    });
    await recordModels(server);
    await recordPull(server);
    await recordFailures(server);
  } finally {
    await server.stop();
  }
}

async function recordModels(server: RealServer): Promise<void> {
  const { endpoint } = server;
  const digest = await createTinyModel(endpoint, 'tiny', { contextLength: 512 });
  await createTinyModel(endpoint, 'tiny-embed', { name: 'embed', embeddingOnly: true });
  const files = { 'tiny.gguf': digest };
  const created = await ask(server, 'POST /api/create', { model: 'made', files, system: 'Be brief.' });
  const details = await ask(server, 'POST /api/show', { model: 'made' });
  const embeds = await ask(server, 'POST /api/embed', { model: 'tiny-embed', input: '', keep_alive: -1 });
  const loaded = await ask(server, 'POST /api/generate', { model: 'made' });
  const known = await recordAll(server, ['GET /api/version', 'GET /api/tags', 'GET /api/ps']);
  const unloaded = await ask(server, 'POST /api/generate', { model: 'made', keep_alive: 0 });
  const noText = await ask(server, 'POST /api/generate', { model: 'tiny-embed' });
  await write('recordedModels', server, 'Three tiny models, two of them loaded, one of those for ever.', {
    ...known,
    'POST /api/create': created,
    'POST /api/show': details,
    'POST /api/embed': embeds,
    'POST /api/generate': [loaded, unloaded, noText],
    'DELETE /api/delete': await ask(server, 'DELETE /api/delete', { model: 'tiny' }),
    [`HEAD /api/blobs/${digest}`]: await ask(server, `HEAD /api/blobs/${digest}`),
  });
}

async function recordPull(server: RealServer): Promise<void> {
  const registry = await startLoopbackRegistry();
  try {
    registry.behaviour = { bytesPerSecond: 400_000 };
    const model = registry.publish('pulled', tinyLayers({ name: 'pulled' }));
    const pulled = await ask(server, 'POST /api/pull', { model, insecure: true });
    const missing = await ask(server, 'POST /api/pull', {
      model: model.replace('pulled', 'nothing'),
      insecure: true,
    });
    await write('recordedPull', server, 'A pull of three layers, and one of a model that the hub has not.', {
      'POST /api/pull': [pulled, missing],
    });
  } finally {
    await registry.close();
  }
}

async function recordFailures(server: RealServer): Promise<void> {
  const model = 'nothing';
  const bad = 'a b';
  await write('recordedFailures', server, 'A model that is not there, and then one whose name is none.', {
    'POST /api/show': [
      await ask(server, 'POST /api/show', { model }),
      await ask(server, 'POST /api/show', { model: bad }),
    ],
    'POST /api/generate': [
      await ask(server, 'POST /api/generate', { model }),
      await ask(server, 'POST /api/generate', { model: bad }),
    ],
    'DELETE /api/delete': [
      await ask(server, 'DELETE /api/delete', { model }),
      await ask(server, 'DELETE /api/delete', { model: bad }),
    ],
    'POST /api/pull': await ask(server, 'POST /api/pull', { model: bad }),
    'POST /api/create': [
      await ask(server, 'POST /api/create', { model: 'x', files: { 'a.gguf': `sha256:${'0'.repeat(64)}` } }),
      await ask(server, 'POST /api/create', { model: bad, from: 'tiny' }),
    ],
    [`POST /api/blobs/sha256:${'0'.repeat(64)}`]: await ask(
      server,
      `POST /api/blobs/sha256:${'0'.repeat(64)}`,
      'other bytes',
    ),
  });
}

async function recordAll(server: RealServer, routes: readonly string[]): Promise<Record<string, Reply>> {
  const replies: Record<string, Reply> = {};
  for (const route of routes) replies[route] = await ask(server, route);
  return replies;
}

/** Asks the server, and keeps the answer as it came: status, kind and lines. */
async function ask(server: RealServer, route: string, body?: unknown): Promise<Reply> {
  const [method = '', path = ''] = route.split(' ');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(server.endpoint + path, { method, ...(body !== undefined && { body: text }) });
  const answer = (await response.text()).replaceAll(server.modelsFolder, '/usr/share/ollama/.ollama/models');
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    headers: type === null ? {} : { 'Content-Type': type },
    steps: answer.split(/(?<=\n)/).filter((line) => line !== ''),
  };
}

async function write(
  name: string,
  server: RealServer,
  note: string,
  script: Recording['script'],
): Promise<void> {
  // A plain `go install` leaves the version out of the program.
  const version = server.version === '0.0.0' ? ollamaVersion : server.version;
  const recording: Recording = { recordedFrom: `ollama ${version}`, note, script };
  const file = new URL(`../../fixtures/ollama/${name}.json`, import.meta.url);
  await writeFile(file, `${JSON.stringify(recording, undefined, 2)}\n`);
}

await record();
