import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseStartPlan } from '../../src/core/ollama/server/chooseStartPlan.ts';
import { startServer, type StartOutcome } from '../../src/core/ollama/server/startServer.ts';
import { nodeExec } from '../../src/node/nodeExec.ts';
import { portState } from '../../src/node/ollama/server/portState.ts';
import { programVersion } from '../../src/node/ollama/server/programVersion.ts';
import { ServerProcess } from '../../src/node/ollama/server/serverProcess.ts';
import { temporaryFolder } from '../support/host/folders.ts';
import {
  createTinyModel,
  findOllama,
  freePort,
  runnersOf,
  skipWithoutOllama,
} from '../support/ollama/realServer.ts';
import { clientOf, eventually } from './clientOf.ts';

describe('starting a real Ollama', () => {
  let models: string;
  const processes: ServerProcess[] = [];

  beforeEach(function () {
    skipWithoutOllama(this);
    models = temporaryFolder('models');
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((process) => process.end()));
  });

  /** As the editor starts it, but with a home and models of its own. */
  async function start(port: number, env: Record<string, string> = {}): Promise<StartOutcome> {
    const endpoint = `http://127.0.0.1:${port}`;
    const plan = chooseStartPlan({
      platform: 'linux',
      endpoint,
      host: { kind: 'local', name: 'this machine' },
      env: {},
      binary: findOllama(),
      configured: true,
      units: [],
    });
    assert.equal(plan.kind, 'serve');
    const ports = {
      probe: (signal: AbortSignal) => clientOf({ endpoint }).version(signal),
      portState: (host: string, at: number) => portState(host, at, 200),
      launch: () => {
        const own = { HOME: temporaryFolder('home'), OLLAMA_MODELS: models, OLLAMA_NO_CLOUD: '1' };
        const server = new ServerProcess(plan, { ...plan.env, ...own, ...env });
        processes.push(server);
        return server;
      },
      wait: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }),
      now: () => performance.now(),
      keepWaiting: () => Promise.resolve(false),
    };
    return startServer(endpoint, plan, ports, new AbortController().signal, {
      intervalMs: 50,
      patienceMs: 20_000,
    });
  }

  it('answers at the endpoint with the version that the program says', async () => {
    const outcome = await start(await freePort());
    assert.equal(outcome.kind, 'running');
    assert.equal(outcome.alreadyRunning, false);
    assert.equal(await programVersion(nodeExec, findOllama() ?? ''), outcome.version);
  });

  it('starts none where one runs', async () => {
    const port = await freePort();
    await start(port);
    const again = await start(port);
    assert.equal(again.kind, 'running');
    assert.equal(again.alreadyRunning, true);
    assert.equal(processes.length, 1);
  });

  it('leaves one server when two are started at once', async () => {
    const port = await freePort();
    const outcomes = await Promise.all([start(port), start(port)]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['running', 'running'],
    );
    const isOver = (process: ServerProcess): Promise<boolean> =>
      Promise.race([process.exited.then(() => true), sleep(300).then(() => false)]);
    assert.deepEqual((await Promise.all(processes.map(isOver))).toSorted(), [false, true]);
  });

  it('says its last words when it cannot have its models there', async () => {
    const file = join(models, 'file');
    writeFileSync(file, '');
    const outcome = await start(await freePort(), { OLLAMA_MODELS: file });
    assert.equal(outcome.kind, 'failed');
    assert.match(outcome.sentence, /^"ollama serve" ended with code 1\. Its last words: .*not a directory/);
    assert.match(outcome.remedy, /OLLAMA_MODELS/);
  });

  it('starts none on a port that something else has', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'));
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const outcome = await start(port);
    other.close();
    assert.equal(outcome.kind, 'failed');
    assert.match(outcome.sentence, new RegExp(`^Port ${port} is taken`));
    assert.equal(processes.length, 0);
  });

  it('ends with the runners of its models', async function () {
    const port = await freePort();
    await start(port);
    const server = { endpoint: `http://127.0.0.1:${port}` };
    await createTinyModel(server.endpoint, 'tiny');
    await clientOf(server).load('tiny');
    const running = runnersOf(models);
    if (running === undefined) this.skip();
    assert.equal(running.length, 1);
    await processes[0]?.end();
    await eventually('no runner is left', () => runnersOf(models)?.length === 0);
  });
});
