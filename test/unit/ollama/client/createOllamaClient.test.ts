import assert from 'node:assert/strict';
import { createOllamaClient } from '../../../../src/core/ollama/client/createOllamaClient.ts';
import type { OllamaErrorKind } from '../../../../src/core/ollama/client/describedError.ts';
import type { OllamaClient } from '../../../../src/core/ollama/client/ollamaClient.ts';
import { OllamaError } from '../../../../src/core/ollama/client/ollamaErrors.ts';
import type { Transport } from '../../../../src/core/ollama/client/transport.ts';
import type { ProgressEvent } from '../../../../src/core/ollama/models.ts';
import { ollamaFetch } from '../../../../src/node/ollama/ollamaFetch.ts';
import {
  manyModels,
  startReplayServer,
  type ReplayServer,
  type Script,
} from '../../../support/ollama/replayServer.ts';
import { readRecordings } from '../../../support/ollama/recordings.ts';

async function allOf(events: AsyncIterable<ProgressEvent>): Promise<ProgressEvent[]> {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
}

async function failsWith(kind: OllamaErrorKind, work: Promise<unknown>): Promise<OllamaError> {
  const error: unknown = await work.then(
    (value) => assert.fail(`it gave ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof OllamaError, String(error));
  assert.equal(error.kind, kind, error.message);
  return error;
}

describe('the client of Ollama', () => {
  let server: ReplayServer | undefined;
  const printed: string[] = [];
  const printers = ['log', 'warn', 'error', 'info'] as const;
  const originals = printers.map((name) => [name, console[name].bind(console)] as const);

  const serve = async (script: Script): Promise<OllamaClient> => {
    server = await startReplayServer(script);
    return createOllamaClient({ endpoint: server.url, fetch: ollamaFetch });
  };
  const seen = (): ReplayServer => server ?? assert.fail('no server');

  before(() => {
    for (const name of printers) console[name] = (...words: unknown[]) => void printed.push(words.join(' '));
  });
  after(() => {
    for (const [name, print] of originals) console[name] = print;
    assert.deepEqual(printed, [], 'the package prints nothing');
  });
  afterEach(async () => {
    await server?.close();
  });

  describe('with what Ollama 0.24.0 answered', () => {
    it('lists installed and running models', async () => {
      const client = await serve(await readRecordings('recordedModels'));
      const installed = await client.installed();
      assert.deepEqual(
        installed.map(({ name, family, quantization, parameterSize }) => [
          name,
          family,
          quantization,
          parameterSize,
        ]),
        [
          ['made:latest', 'llama', 'F16', '116K'],
          ['tiny-embed:latest', 'llama', 'F16', '116K'],
          ['tiny:latest', 'llama', 'F16', '116K'],
        ],
      );
      assert.ok(
        installed.every(({ remoteHost, sizeBytes }) => remoteHost === undefined && sizeBytes > 200_000),
      );
      const [forEver, forFiveMinutes] = await client.running();
      assert.deepEqual(
        [forEver?.name, forEver?.contextLength, forEver?.vramBytes],
        ['tiny-embed:latest', 2_048, 0],
      );
      assert.ok(forEver && !('expiresAt' in forEver));
      assert.deepEqual([forFiveMinutes?.contextLength, typeof forFiveMinutes?.expiresAt], [512, 'number']);
    });

    it('shows a model', async () => {
      const client = await serve(await readRecordings('recordedModels'));
      const details = await client.show('made');
      assert.equal(details.system, 'Be brief.');
      assert.equal(details.contextLength, 512);
      assert.equal(details.embeddingLength, 64);
      assert.equal(details.info['llama.block_count'], 2);
      assert.equal(details.info['tokenizer.ggml.tokens'], null);
      assert.deepEqual(details.capabilities, ['completion']);
      assert.match(details.parentModel ?? '', /^\/usr\/share/);
      assert.deepEqual(JSON.parse(seen().requests[0]!.body), { model: 'made' });
    });

    it('loads, unloads and deletes', async () => {
      const client = await serve(await readRecordings('recordedModels'));
      await client.load('made', { contextLength: 512, keepAlive: '-1' });
      await client.unload('made');
      await client.load('tiny-embed', { keepAlive: '5m' });
      await client.delete('tiny');
      const [load, unload, refused, embed, deleted] = seen().requests;
      assert.deepEqual(JSON.parse(load!.body), {
        model: 'made',
        prompt: '',
        options: { num_ctx: 512 },
        keep_alive: -1,
        stream: false,
      });
      assert.equal((JSON.parse(unload!.body) as { keep_alive: number }).keep_alive, 0);
      assert.equal(refused?.path, '/api/generate');
      assert.deepEqual(
        [embed?.path, JSON.parse(embed!.body)],
        ['/api/embed', { model: 'tiny-embed', input: '', keep_alive: '5m' }],
      );
      assert.deepEqual([deleted?.method, deleted?.path], ['DELETE', '/api/delete']);
    });

    it('follows a creation and a pull to their ends', async () => {
      const client = await serve(await readRecordings('recordedModels', 'recordedPull'));
      const created = await allOf(client.create({ model: 'made', from: 'tiny', system: 'Be brief.' }));
      assert.deepEqual(
        created.map(({ status }) => status.split(' ', 2).join(' ')),
        ['parsing GGUF', 'using existing', 'creating new', 'writing manifest', 'success'],
      );
      const pulled = await allOf(client.pull('tiny'));
      assert.deepEqual(pulled[0], { status: 'pulling manifest' });
      assert.equal(new Set(pulled.flatMap(({ digest }) => digest ?? [])).size, 4);
      assert.equal(pulled.at(-1)?.status, 'success');
      assert.deepEqual(JSON.parse(seen().requests[1]!.body), { model: 'tiny', stream: true });
      await failsWith('notFound', allOf(client.pull('nothing')));
    });

    it('knows blobs', async () => {
      const script = await readRecordings('recordedModels');
      const client = await serve(script);
      const digest = Object.keys(script)
        .find((route) => route.startsWith('HEAD'))!
        .split('/')
        .at(-1)!;
      assert.equal(await client.hasBlob(digest), true);
      assert.equal(await client.hasBlob(`sha256:${'0'.repeat(64)}`), false);
    });

    it('reads version, recommendations and empty lists', async () => {
      const client = await serve(await readRecordings('recordedEmpty'));
      assert.match(await client.version(), /^\d/);
      assert.deepEqual([await client.installed(), await client.running()], [[], []]);
      const rows = await client.recommendations();
      assert.equal(rows.find(({ name }) => name === 'gemma4')?.vramBytes, 12_000_000_000);
      assert.ok(rows.some(({ name, vramBytes }) => name.endsWith(':cloud') && vramBytes === undefined));
    });

    it('puts its refusals in words', async () => {
      const client = await serve(await readRecordings('recordedFailures'));
      assert.match((await failsWith('notFound', client.show('nothing'))).message, /no model "nothing"\.$/);
      assert.match((await failsWith('badRequest', client.show('a b'))).message, /"a b" is no name/i);
      await failsWith('notFound', client.load('nothing'));
      await failsWith('badRequest', client.unload('a b'));
      await failsWith('notFound', client.delete('nothing'));
      await failsWith('badRequest', client.delete('a b'));
      await failsWith('badRequest', allOf(client.pull('a b')));
      await failsWith('failed', allOf(client.create({ model: 'x' })));
      await failsWith('badRequest', allOf(client.create({ model: 'a b' })));
      const blob = { digest: `sha256:${'0'.repeat(64)}`, sizeBytes: 1, chunks: () => chunksOf(1, 1) };
      assert.match((await failsWith('badRequest', client.uploadBlob(blob))).message, /digests differ/);
    });
  });

  describe('with other versions', () => {
    it('reads what old ones leave out', async () => {
      const client = await serve(await readRecordings('oldServer'));
      const llama = (await client.installed())[0]!;
      assert.deepEqual(llama.capabilities, []);
      assert.equal(llama.modifiedAt, Date.UTC(2024, 3, 10, 7, 0, 0, 500));
      assert.deepEqual(await client.installed(), []);
      const details = await client.show('llama2');
      assert.deepEqual([details.info, details.contextLength, details.system], [{}, undefined, '']);
      assert.match((await failsWith('tooOld', client.running())).message, /0\.1\.38/);
      assert.deepEqual(await client.recommendations(), []);
    });

    it('reads what new ones add', async () => {
      const client = await serve(await readRecordings('newServer'));
      const [qwen, stub] = (await client.installed()).reverse();
      assert.equal(stub!.remoteHost, 'https://ollama.com:443');
      assert.ok(!('modifiedAt' in stub!));
      assert.deepEqual(
        [qwen?.contextLength, qwen?.capabilities.length, qwen?.remoteHost],
        [262_144, 4, undefined],
      );
      const running = (await client.running())[0]!;
      assert.equal(running.expiresAt, Date.UTC(2026, 10, 24, 20, 0, 0, 987));
      assert.deepEqual([running.contextLength, running.vramBytes], [32_768, 6_000_000_000]);
    });
  });

  describe('with bad servers', () => {
    it('says that HTML, another JSON and nothing at all are no Ollama', async () => {
      for (const reply of [
        { steps: ['<!doctype html><title>x</title>'] },
        { json: { a: 1 } },
        { json: [] },
        { json: null },
        {},
      ]) {
        const client = await serve({
          'GET /api/version': reply,
          'GET /api/tags': reply,
          'GET /api/ps': reply,
          'POST /api/show': reply,
          'POST /api/generate': reply,
          'POST /api/pull': reply,
          'GET /api/experimental/model-recommendations': reply,
        });
        await failsWith('notOllama', client.version());
        await failsWith('notOllama', client.installed());
        await failsWith('notOllama', client.running());
        await failsWith('notOllama', client.show('x'));
        await failsWith('notOllama', client.load('x'));
        await failsWith('notOllama', allOf(client.pull('x')));
        assert.deepEqual(await client.recommendations(), []);
        await server?.close();
      }
    });

    it('ends at a line of 5 MB and at a reply of 20 MB', async () => {
      const client = await serve({
        'POST /api/pull': { steps: [{ line: { status: 'pulling manifest' } }, { flood: 5_000_000 }, '\n'] },
        'GET /api/tags': { steps: ['{"models":"', { flood: 20_000_000 }, '"}'] },
      });
      await failsWith('tooLong', allOf(client.pull('x')));
      await failsWith('tooLong', client.installed());
      await seen().seen(
        ({ path, closedByClientAt }) => path === '/api/tags' && closedByClientAt !== undefined,
      );
    });

    it('tells an error inside a stream, a truncated one and a server that dies', async () => {
      const manifest = { line: { status: 'pulling manifest' } };
      const client = await serve({
        'POST /api/pull': [
          { steps: [manifest, { line: { error: 'write /x: no space left on device' } }] },
          { steps: [manifest, { line: { error: 'max retries exceeded: unexpected EOF' } }] },
          { steps: [manifest, '{"status":"pull'] },
          { steps: [manifest] },
          { steps: [manifest, { cut: true }] },
          { before: [{ cut: true }] },
        ],
      });
      const kinds: OllamaErrorKind[] = ['diskFull', 'cut', 'notOllama', 'cut', 'cut', 'cut'];
      for (const kind of kinds) await failsWith(kind, allOf(client.pull('x')));
    });

    it('reads lines however they are cut, with empty ones and unknown ones between', async () => {
      const bytes = new TextEncoder().encode('{"status":"ä"}\n\n{"later":1}\r\n{"status":"success"}');
      const client = await serve({
        'POST /api/pull': { steps: [...bytes].map((byte) => Uint8Array.of(byte)) },
      });
      assert.deepEqual(await allOf(client.pull('x')), [{ status: 'ä' }, { status: 'success' }]);
    });

    it('tells a busy server, a proxy, and a wish to sign in', async () => {
      const client = await serve({
        'POST /api/generate': [
          {
            status: 503,
            json: { error: 'server busy, please try again.  maximum pending requests exceeded' },
          },
          { status: 502, headers: { 'Content-Type': 'text/html' }, steps: ['<html>'] },
          { status: 401, json: { error: 'unauthorized', signin_url: 'https://ollama.com/connect?key=a' } },
          { status: 500, steps: [] },
        ],
      });
      for (const kind of ['busy', 'proxy', 'signIn', 'notOllama'] as const) {
        await failsWith(kind, client.load('kimi-k2:cloud'));
      }
    });
  });

  describe('when it is cancelled', () => {
    it('closes a cold load within 100 ms, before the first byte', async () => {
      const client = await serve({ 'POST /api/generate': { before: [{ stall: true }] } });
      const controller = new AbortController();
      const loading = client.load('x', {}, controller.signal);
      await seen().seen(({ path }) => path === '/api/generate');
      const cancelledAt = performance.now();
      controller.abort();
      await assert.rejects(loading, { name: 'AbortError' });
      const { closedByClientAt = Infinity } = await seen().seen((one) => one.closedByClientAt !== undefined);
      assert.ok(closedByClientAt - cancelledAt < 100);
    });

    it('closes a pull, as leaving the loop does', async () => {
      const steps = [{ line: { status: 'pulling manifest' } }, { stall: true as const }];
      const client = await serve({ 'POST /api/pull': { steps } });
      const controller = new AbortController();
      const pulling = (async () => {
        for await (const event of client.pull('x', controller.signal)) if (event.status) controller.abort();
      })();
      await assert.rejects(pulling, { name: 'AbortError' });
      for await (const event of client.pull('x')) if (event.status) break;
      await seen().seen(
        () => seen().requests.filter((one) => one.closedByClientAt !== undefined).length === 2,
      );
    });

    it('asks nothing when it was cancelled before', async () => {
      const client = await serve({});
      const signal = AbortSignal.abort(new Error('for a reason of its own'));
      await assert.rejects(client.installed(signal), { name: 'AbortError' });
      await assert.rejects(client.recommendations(signal), { name: 'AbortError' });
      await assert.rejects(allOf(client.pull('x', signal)), { name: 'AbortError' });
      assert.equal(seen().requests.length, 0);
    });
  });

  it('uploads what was announced, and says when a file changed meanwhile', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const client = await serve({ [`POST /api/blobs/${digest}`]: { status: 201 } });
    await client.uploadBlob({ digest, sizeBytes: 3_000_000, chunks: () => chunksOf(3, 1_000_000) });
    assert.equal(seen().requests[0]?.bodyBytes, 3_000_000);
    for (const sizeBytes of [2_000_000, 4_000_000]) {
      const upload = client.uploadBlob({ digest, sizeBytes, chunks: () => chunksOf(3, 1_000_000) });
      assert.match((await failsWith('failed', upload)).message, /file changed/);
    }
  });

  it('gives each request its own patience', async () => {
    const asked: [string, number | undefined, number | undefined][] = [];
    const idles: (() => number)[] = [];
    const fetch: Transport = (url, { idleMs, deadlineMs }) => {
      asked.push([url, idleMs?.(), deadlineMs]);
      if (idleMs) idles.push(idleMs);
      const steps = '{"status":"verifying sha256 digest"}\n{"status":"success"}\n';
      return Promise.resolve(new Response(url.endsWith('pull') ? steps : '{"done":true}'));
    };
    const client = createOllamaClient({ endpoint: 'http://h:1/base', fetch });
    await client.load('x');
    await client.recommendations();
    for await (const event of client.pull('x')) {
      if (event.status.startsWith('verifying')) assert.equal(idles.at(-1)?.(), 3_600_000);
    }
    assert.deepEqual(asked, [
      ['http://h:1/base/api/generate', 3_600_000, undefined],
      ['http://h:1/base/api/experimental/model-recommendations', 2_000, 2_000],
      ['http://h:1/base/api/pull', 60_000, undefined],
    ]);
  });

  it('sends no key that it finds in the environment', async () => {
    const headers: unknown[] = [];
    const fetch: Transport = (_url, init) => {
      headers.push(Object.keys(init.headers ?? {}).map((name) => name.toLowerCase()));
      return Promise.resolve(new Response('{"version":"1.0.0"}'));
    };
    process.env['OLLAMA_API_KEY'] = 'a';
    try {
      await createOllamaClient({ endpoint: 'https://ollama.com:443', fetch }).version();
    } finally {
      delete process.env['OLLAMA_API_KEY'];
    }
    assert.deepEqual(headers, [['content-type', 'accept', 'user-agent']]);
  });

  it('reads a list of 200 models in a few milliseconds', async () => {
    const client = await serve({ 'GET /api/tags': manyModels(200) });
    const models = await client.installed();
    assert.equal(models.length, 200);
    assert.equal(models[7]?.name, 'model-007:8b');
  });
});

async function* chunksOf(count: number, size: number): AsyncGenerator<Uint8Array, void> {
  for (let made = 0; made < count; made++) {
    yield new Uint8Array(size);
    await Promise.resolve();
  }
}
