import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OllamaError } from '../../src/core/ollama/client/ollamaErrors.ts';
import { onExit } from '../support/host/children.ts';
import { temporaryFolder } from '../support/host/folders.ts';
import {
  startLoopbackRegistry,
  tinyLayers,
  type LoopbackRegistry,
} from '../support/ollama/loopbackRegistry.ts';
import {
  createTinyModel,
  skipWithoutOllama,
  startRealServer,
  type RealServer,
} from '../support/ollama/realServer.ts';
import { allOf, failsWith, insecureClientOf } from './clientOf.ts';

/** A folder on a disk of one megabyte; undefined where none can be made: that takes Linux and root. */
function smallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = temporaryFolder('disk');
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (status !== 0) return undefined;
  onExit(() => spawnSync('umount', ['--lazy', folder]));
  return folder;
}

describe('a real server whose disk is full', () => {
  let registry: LoopbackRegistry | undefined;
  let server: RealServer | undefined;

  before(async function () {
    skipWithoutOllama(this);
    const modelsFolder = smallDisk();
    if (modelsFolder === undefined) {
      console.log('Skipped: a small disk takes Linux, root and the right to mount.');
      this.skip();
    }
    registry = await startLoopbackRegistry();
    server = await startRealServer({ modelsFolder });
  });
  after(async () => {
    await server?.stop();
    await registry?.close();
  });

  /** Weights of nine megabytes. */
  const large = { name: 'Large', layers: 8, embeddingLength: 256, heads: 4, feedForwardLength: 512 };

  it('says so for a pull, registers nothing, and keeps what came', async () => {
    assert.ok(registry && server);
    const client = insecureClientOf(server);
    const name = registry.publish('large', tinyLayers(large).slice(0, 1));
    const error = await failsWith('diskFull', allOf(client.pull(name)));
    assert.match(error.message, /disk of Ollama at .* is full/);
    assert.deepEqual(await client.installed(), []);
    assert.equal(parts(server).length, 2);
  });

  it('fails in words on an upload and keeps nothing of it', async () => {
    assert.ok(server);
    const client = insecureClientOf(server);
    const bytes = tinyLayers(large)[0]?.bytes ?? new Uint8Array();
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const chunks = async function* () {
      for (let at = 0; at < bytes.length; at += 65_536)
        yield await Promise.resolve(bytes.subarray(at, at + 65_536));
    };
    const error: unknown = await client.uploadBlob({ digest, sizeBytes: bytes.length, chunks }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    // The server hangs up right after its answer, and its hanging up may arrive before the answer is read.
    assert.ok(error instanceof OllamaError);
    assert.ok(['cut', 'diskFull'].includes(error.kind), error.message);
    assert.equal(await client.hasBlob(digest), false);
  });

  it('takes a model again once there is room', async () => {
    assert.ok(server);
    for (const file of parts(server)) rmSync(file);
    await createTinyModel(server.endpoint, 'tiny');
    assert.equal((await insecureClientOf(server).installed()).length, 1);
  });
});

/** What is kept of layers that were not downloaded whole. */
function parts({ modelsFolder }: RealServer): string[] {
  const blobs = join(modelsFolder, 'blobs');
  return readdirSync(blobs)
    .filter((name) => name.includes('-partial'))
    .map((name) => join(blobs, name));
}
