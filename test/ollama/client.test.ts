import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createTinyModel, freePort, useRealServer } from '../support/ollama/realServer.ts';
import { tinyGguf } from '../support/ollama/tinyGguf.ts';
import { allOf, clientOf, eventually, failsWith } from './clientOf.ts';

describe('the client at a real server', () => {
  const real = useRealServer();
  const client = () => clientOf(real());

  it('asks for the version', async () => {
    assert.match(await client().version(), /^\d+\.\d+\.\d+/);
    assert.equal(await client().version(), real().version);
  });

  it('finds nothing installed or running at first', async () => {
    assert.deepEqual(await client().installed(), []);
    assert.deepEqual(await client().running(), []);
  });

  it('reads recommendations where the server has some', async () => {
    const rows = await client().recommendations();
    for (const { name, description, vramBytes } of rows) {
      assert.ok(name.length > 0 && description.length > 0);
      assert.ok(vramBytes === undefined || vramBytes > 1e9, `${name} takes ${String(vramBytes)}`);
    }
  });

  describe('with models', () => {
    before(async () => {
      await createTinyModel(real().endpoint, 'zeta', { name: 'Zeta', layers: 3 });
      await createTinyModel(real().endpoint, 'alpha:small', { architecture: 'qwen3', contextLength: 1024 });
      await createTinyModel(real().endpoint, 'vectors', { architecture: 'qwen3', embeddingOnly: true });
    });

    it('lists them by name', async () => {
      const models = await client().installed();
      assert.deepEqual(
        models.map(({ name }) => name),
        ['alpha:small', 'vectors:latest', 'zeta:latest'],
      );
      const zeta = models[2];
      assert.ok(zeta);
      assert.equal(zeta.family, 'llama');
      assert.equal(zeta.quantization, 'F16');
      assert.equal(zeta.format, 'gguf');
      assert.match(zeta.digest, /^[0-9a-f]{64}$/);
      assert.ok(zeta.sizeBytes > 100_000);
      assert.ok(Math.abs((zeta.modifiedAt ?? 0) - Date.now()) < 60_000);
      assert.equal(zeta.remoteHost, undefined);
    });

    it('shows one in detail', async () => {
      const details = await client().show('zeta');
      assert.equal(details.info['llama.block_count'], 3);
      assert.equal(details.info['general.architecture'], 'llama');
      assert.equal(details.contextLength, 2048);
      assert.equal(details.embeddingLength, 64);
      assert.deepEqual(details.capabilities, ['completion']);
      assert.match(details.modelfile, /^FROM /m);
      assert.equal((await client().show('vectors')).capabilities.includes('embedding'), true);
    });

    it('loads, sees it run, and unloads', async () => {
      await client().load('alpha:small', { contextLength: 512, keepAlive: '10m' });
      const [running] = await client().running();
      assert.ok(running);
      assert.equal(running.name, 'alpha:small');
      assert.equal(running.contextLength, 512);
      assert.equal(running.vramBytes, 0);
      assert.ok(running.sizeBytes > 0);
      assert.ok(Math.abs((running.expiresAt ?? 0) - Date.now() - 600_000) < 30_000);
      await client().unload('alpha:small');
      await eventually('it is unloaded', async () => (await client().running()).length === 0);
    });

    it('loads a model for embeddings, and one that stays for ever', async () => {
      await client().load('vectors', { keepAlive: '-1' });
      const [running] = await client().running();
      assert.ok(running);
      assert.equal(running.name, 'vectors:latest');
      assert.ok(running.expiresAt === undefined || running.expiresAt > Date.now() + 365 * 86_400_000);
      await client().unload('vectors');
      await eventually('it is unloaded', async () => (await client().running()).length === 0);
    });

    it('generates through both of its interfaces', async () => {
      const ask = async (path: string, body: object): Promise<unknown> => {
        const reply = await fetch(`${real().endpoint}${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
        });
        assert.equal(reply.status, 200);
        return reply.json();
      };
      const options = { seed: 1, temperature: 0, num_predict: 8 };
      const own = await ask('/api/generate', {
        model: 'zeta',
        prompt: 'Grüße, 世界',
        stream: false,
        options,
      });
      assert.ok((own as { eval_count: number }).eval_count > 0);
      const messages = [{ role: 'user', content: 'Hello' }];
      const other = await ask('/v1/chat/completions', { model: 'zeta', messages, max_tokens: 8 });
      assert.equal((other as { object: string }).object, 'chat.completion');
    });

    it('cancels a load before its first byte, and the server goes on', async () => {
      await client().unload('zeta');
      await eventually('it is unloaded', async () => (await client().running()).length === 0);
      const controller = new AbortController();
      const loading = client().load('zeta', {}, controller.signal);
      setTimeout(() => controller.abort(), 30);
      const start = Date.now();
      await assert.rejects(loading, { name: 'AbortError' });
      assert.ok(Date.now() - start < 200, `it took ${Date.now() - start} ms`);
      await client().load('zeta', { keepAlive: '1h' });
      assert.equal((await client().running())[0]?.name, 'zeta:latest');
    });

    it('deletes, and the server goes on running what it has in memory', async () => {
      await client().delete('zeta');
      const names = (await client().installed()).map(({ name }) => name);
      assert.deepEqual(names, ['alpha:small', 'vectors:latest']);
      assert.equal((await client().running())[0]?.name, 'zeta:latest');
      // Which is why the command stops a model before it deletes it: afterwards nobody can.
      await failsWith('notFound', client().unload('zeta'));
    });
  });

  describe('says in words', () => {
    it('that a model is not there', async () => {
      const works = [
        () => client().show('absent'),
        () => client().load('absent'),
        () => client().unload('absent'),
        () => client().delete('absent'),
      ];
      for (const work of works) assert.match((await failsWith('notFound', work())).message, /"absent"/);
    });

    it('that a name is none', async () => {
      for (const name of ['a b', '../../etc/passwd', 'x:y:z', '']) {
        await failsWith('badRequest', allOf(client().pull(name)));
        await failsWith('badRequest', allOf(client().create({ model: name, from: 'x' })));
      }
      await failsWith('badRequest', client().load('a b'));
      assert.equal((await client().installed()).length, 2);
    });

    it('that nothing listens, or something else does', async () => {
      const port = await freePort();
      await failsWith('refused', clientOf({ endpoint: `http://127.0.0.1:${port}` }).version());
      await failsWith('notOllama', clientOf({ endpoint: `${real().endpoint}/elsewhere` }).version());
      await failsWith('tls', clientOf({ endpoint: real().endpoint.replace('http:', 'https:') }).version());
    });
  });

  describe('with blobs', () => {
    const blob = (digest: string, bytes: Uint8Array, sizeBytes = bytes.length) => ({
      digest,
      sizeBytes,
      chunks: async function* () {
        for (let at = 0; at < bytes.length; at += 50_000)
          yield await Promise.resolve(bytes.subarray(at, at + 50_000));
      },
    });
    const sha256 = (bytes: Uint8Array): string =>
      `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

    it('uploads one and then has it', async () => {
      const bytes = tinyGguf({ name: 'Uploaded' });
      assert.equal(await client().hasBlob(sha256(bytes)), false);
      await client().uploadBlob(blob(sha256(bytes), bytes));
      assert.equal(await client().hasBlob(sha256(bytes)), true);
      const events = await allOf(client().create({ model: 'uploaded', files: { 'a.gguf': sha256(bytes) } }));
      assert.equal(events.at(-1)?.status, 'success');
    });

    it('keeps none under a digest that is not its own', async () => {
      const bytes = tinyGguf({ name: 'Wrong' });
      const wrong = sha256(Buffer.from('something else'));
      const error = await failsWith('badRequest', client().uploadBlob(blob(wrong, bytes)));
      assert.match(error.message, /digest/);
      assert.equal(await client().hasBlob(wrong), false);
      // The server keeps the bytes as what they are.
      assert.equal(await client().hasBlob(sha256(bytes)), true);
    });

    it('keeps nothing of one that was cut or cancelled', async () => {
      const bytes = tinyGguf({ name: 'Cut' });
      await failsWith('failed', client().uploadBlob(blob(sha256(bytes), bytes, bytes.length + 1)));
      const controller = new AbortController();
      const slow = {
        ...blob(sha256(bytes), bytes),
        chunks: async function* () {
          yield bytes.subarray(0, 1000);
          controller.abort();
          await new Promise((resolve) => setTimeout(resolve, 20));
          yield bytes.subarray(1000);
        },
      };
      await assert.rejects(client().uploadBlob(slow, controller.signal), { name: 'AbortError' });
      assert.equal(await client().hasBlob(sha256(bytes)), false);
    });
  });
});
