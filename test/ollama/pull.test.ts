import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pullModel } from '../../src/core/ollama/pull/pullModel.ts';
import type { ProgressEvent } from '../../src/core/ollama/models.ts';
import {
  startLoopbackRegistry,
  tinyLayers,
  type LoopbackRegistry,
} from '../support/ollama/loopbackRegistry.ts';
import { skipWithoutOllama, startRealServer, type RealServer } from '../support/ollama/realServer.ts';
import { allOf, clientOf, eventually, failsWith, insecureClientOf } from './clientOf.ts';

describe('a pull by a real server from a loopback registry', () => {
  let registry: LoopbackRegistry;
  let server: RealServer;
  const client = () => insecureClientOf(server);
  const publish = (name: string): string => registry.publish(name, tinyLayers({ name }).slice(0, 1));
  const partials = (): string[] =>
    readdirSync(join(server.modelsFolder, 'blobs')).filter((file) => file.includes('-partial'));
  const ranges = (): string[] =>
    registry.requests.flatMap(({ range }) => (range === undefined ? [] : [range]));

  before(async function () {
    skipWithoutOllama(this);
    registry = await startLoopbackRegistry();
    server = await startRealServer();
  });
  beforeEach(() => {
    registry.behaviour = {};
    registry.requests.length = 0;
  });
  after(async () => {
    // Neither is there where the tests are skipped.
    await (server as RealServer | undefined)?.stop();
    await (registry as LoopbackRegistry | undefined)?.close();
  });

  /** Pulls until this much of a layer has come, and then stops. */
  async function pullUntil(
    name: string,
    bytes: number,
    stop: (controller: AbortController) => void | Promise<void>,
  ): Promise<void> {
    registry.behaviour = { bytesPerSecond: 200_000 };
    const controller = new AbortController();
    try {
      for await (const { completedBytes = 0 } of client().pull(name, controller.signal)) {
        if (completedBytes < bytes) continue;
        await stop(controller);
      }
    } finally {
      registry.behaviour = {};
    }
  }

  it('tells its progress by digest and ends with a model that runs', async () => {
    const name = registry.publish('whole', tinyLayers({ name: 'whole' }));
    registry.behaviour = { bytesPerSecond: 400_000 };
    const events = await allOf(client().pull(name));
    assert.equal(events[0]?.status, 'pulling manifest');
    assert.deepEqual(
      events.slice(-3).map(({ status }) => status),
      ['verifying sha256 digest', 'writing manifest', 'success'],
    );
    assertGrows(events);
    const installed = (await client().installed()).find((model) => model.name === name);
    assert.equal(installed?.family, 'llama');
    const details = await client().show(name);
    assert.match(details.parameters, /stop\s+"?END/);
    assert.match(details.template, /\.Prompt/);
    await client().load(name);
    assert.equal((await client().running())[0]?.name, name);
    await client().unload(name);
  });

  /** Three layers and the configuration: each has its own total, and what came of it only grows. */
  function assertGrows(events: readonly ProgressEvent[]): void {
    const byDigest = new Map<string, ProgressEvent[]>();
    for (const event of events) {
      if (event.digest !== undefined)
        byDigest.set(event.digest, [...(byDigest.get(event.digest) ?? []), event]);
    }
    assert.equal(byDigest.size, 4);
    for (const layer of byDigest.values()) {
      const completed = layer.map(({ completedBytes }) => completedBytes ?? 0);
      assert.deepEqual(
        completed,
        completed.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(layer.map(({ totalBytes }) => totalBytes)).size, 1);
      assert.ok((completed.at(-1) ?? 0) <= (layer[0]?.totalBytes ?? 0));
    }
  }

  it('fetches nothing twice', async () => {
    const name = publish('twice');
    await allOf(client().pull(name));
    const before = ranges().length;
    assert.equal((await allOf(client().pull(name))).at(-1)?.status, 'success');
    assert.equal(ranges().length, before);
  });

  it('is cancelled with the connection, and the next one goes on from there', async () => {
    const name = publish('cancelled');
    await assert.rejects(
      pullUntil(name, 60_000, (controller) => controller.abort()),
      { name: 'AbortError' },
    );
    await eventually('the server has let go of the layer', () => partials().length === 2);
    assert.equal(
      (await client().installed()).some((model) => model.name === name),
      false,
    );
    await pause(200);
    const sent = registry.sentBytes;
    await pause(200);
    assert.equal(registry.sentBytes, sent, 'nothing is fetched after the cancel');
    assert.equal((await allOf(client().pull(name))).at(-1)?.status, 'success');
    assert.match(ranges().at(-2) ?? '', /^bytes=[1-9]\d{4,}-/);
    assert.deepEqual(partials(), []);
  });

  it('is cancelled by leaving the loop', async () => {
    registry.behaviour = { bytesPerSecond: 100_000 };
    const name = publish('left');
    for await (const { digest } of client().pull(name)) if (digest !== undefined) break;
    await pause(200);
    const sent = registry.sentBytes;
    await pause(200);
    assert.equal(registry.sentBytes, sent);
  });

  it('goes on by itself after a cut in a layer', async () => {
    const name = publish('cut');
    registry.behaviour = { cutAfter: registry.sentBytes + 100_000 };
    assert.equal((await allOf(client().pull(name))).at(-1)?.status, 'success');
    const [first, second] = ranges();
    assert.match(first ?? '', /^bytes=0-/);
    assert.match(second ?? '', /^bytes=[1-9]\d{4,}-/);
  });

  it('goes on after a restart of the server', async () => {
    const name = publish('restarted');
    await assert.rejects(
      pullUntil(name, 60_000, (controller) => controller.abort()),
      { name: 'AbortError' },
    );
    await pause(200);
    const { modelsFolder } = server;
    await server.shutDown();
    server = await startRealServer({ modelsFolder });
    assert.equal((await allOf(client().pull(name))).at(-1)?.status, 'success');
    assert.match(ranges().at(-2) ?? '', /^bytes=[1-9]\d{4,}-/);
  });

  it('says that the server is gone when it is killed meanwhile, and a new server pulls the model', async () => {
    const name = publish('killed');
    const { modelsFolder } = server;
    await failsWith(
      'cut',
      pullUntil(name, 60_000, () => server.stop()),
    );
    server = await startRealServer({ modelsFolder });
    assert.equal(
      (await client().installed()).some((model) => model.name === name),
      false,
    );
    assert.equal((await allOf(client().pull(name))).at(-1)?.status, 'success');
    await client().load(name);
    await client().unload(name);
  });

  it('is taken up by our own pull when the server is killed and comes back', async () => {
    const name = publish('taken-up');
    const { modelsFolder, endpoint } = server;
    const phases = new Set<string>();
    let restart: Promise<void> | undefined;
    registry.behaviour = { bytesPerSecond: 200_000 };
    await pullModel({
      client: client(),
      name,
      clock: { now: () => performance.now() },
      wait: (ms) => pause(Math.min(ms, 1000)),
      onProgress: ({ phase, completedBytes }) => {
        phases.add(phase);
        if (completedBytes > 60_000) restart ??= restartAt(Number(new URL(endpoint).port), modelsFolder);
      },
    });
    await restart;
    assert.ok(phases.has('reconnecting') && phases.has('done'), [...phases].join(', '));
    assert.ok((await client().installed()).some((model) => model.name === name));
  });

  async function restartAt(port: number, modelsFolder: string): Promise<void> {
    await server.stop();
    server = await startRealServer({ modelsFolder, port });
  }

  it('says that there is no such model', async () => {
    await failsWith('notFound', allOf(client().pull(`${registry.host}/library/absent`)));
  });

  it('says that the registry cannot be reached', async () => {
    await failsWith('hub', allOf(client().pull('127.0.0.1:1/library/tiny')));
    await failsWith('hub', allOf(client().pull('nowhere.invalid/library/tiny')));
  });

  it('says that a registry speaks plain HTTP', async () => {
    const error = await failsWith('failed', allOf(clientOf(server).pull(publish('plain'))));
    assert.match(error.message, /HTTP response to HTTPS client/);
  });

  it('says that what came is damaged, and fetches it anew', async () => {
    const name = publish('damaged');
    registry.behaviour = { corrupt: true };
    assert.match((await failsWith('failed', allOf(client().pull(name)))).message, /digests differ/);
    assert.equal(
      (await client().installed()).some((model) => model.name === name),
      false,
    );
    registry.behaviour = {};
    assert.equal((await allOf(client().pull(name))).at(-1)?.status, 'success');
  });

  it('says that the registry fails', async () => {
    registry.behaviour = { layerStatus: 500 };
    const error = await failsWith('failed', allOf(client().pull(publish('failing'))));
    assert.match(error.message, /500/);
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
