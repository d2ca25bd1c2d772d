import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseStartPlan } from '../../../src/core/ollama/server/chooseStartPlan.ts';
import {
  startServer,
  type RunnablePlan,
  type StartOutcome,
} from '../../../src/core/ollama/server/startServer.ts';
import { findOllama } from '../../../src/node/ollama/server/findOllama.ts';
import { portState } from '../../../src/node/ollama/server/portState.ts';
import { programVersion } from '../../../src/node/ollama/server/programVersion.ts';
import { ServerProcess } from '../../../src/node/ollama/server/serverProcess.ts';
import { nodeExec } from '../../../src/node/nodeExec.ts';
import { fakeOllama, freePort, isAlive, linesOf, listening, portOf, removeFakes } from './fakeOllama.ts';

interface Started {
  readonly outcome: StartOutcome;
  readonly launched: readonly ServerProcess[];
  readonly questions: readonly number[];
}

const times = { intervalMs: 30, patienceMs: 600 };
const processes: ServerProcess[] = [];
const servers: { close(): unknown }[] = [];

/** Starts a program the way the editor does, with real processes and sockets. */
async function start(
  program: string,
  port: number,
  { answers = [] as boolean[], signal = new AbortController().signal } = {},
): Promise<Started> {
  const endpoint = `http://127.0.0.1:${port}`;
  const launched: ServerProcess[] = [];
  const questions: number[] = [];
  const outcome = await startServer(
    endpoint,
    planFor(program, endpoint),
    {
      probe: (abort) => version(endpoint, abort),
      portState: (host, at) => portState(host, at, 200),
      launch: (plan) => {
        assert.equal(plan.kind, 'serve');
        const server = new ServerProcess(plan, plan.env);
        launched.push(server);
        processes.push(server);
        return server;
      },
      wait: (ms, abort) => sleep(ms, undefined, { signal: abort }),
      now: () => performance.now(),
      keepWaiting: (seconds) => {
        questions.push(seconds);
        return Promise.resolve(answers.shift() ?? false);
      },
    },
    signal,
    times,
  );
  return { outcome, launched, questions };
}

function planFor(program: string, endpoint: string): RunnablePlan {
  const plan = chooseStartPlan({
    platform: 'linux',
    endpoint,
    host: { kind: 'local', name: 'this machine' },
    env: {},
    binary: program,
    configured: true,
    units: [],
  });
  assert.equal(plan.kind, 'serve');
  return plan;
}

async function version(endpoint: string, signal: AbortSignal): Promise<string> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(500)]);
  const response = await fetch(`${endpoint}/api/version`, { signal: bounded });
  const body: unknown = await response.json();
  assert.ok(typeof body === 'object' && body !== null && 'version' in body);
  return String(body.version);
}

const starts = (program: string): string[] => linesOf(program, 'log');

describe('starting a server', () => {
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((process) => process.end()));
    for (const server of servers.splice(0)) server.close();
    removeFakes();
  });

  it('waits for one that listens late, at the address of the endpoint', async () => {
    const program = fakeOllama({ listensAfter: 250 });
    const port = await freePort();
    const { outcome, launched } = await start(program, port);
    assert.deepEqual(outcome, { kind: 'running', version: '9.8.7', alreadyRunning: false });
    assert.deepEqual(starts(program), [`${launched[0]?.pid} 127.0.0.1:${port}`]);
    assert.ok(isAlive(launched[0]?.pid ?? 0));
    await launched[0]?.end();
    assert.ok(!isAlive(launched[0]?.pid ?? 0));
  });

  it('starts nothing where one answers', async () => {
    const program = fakeOllama({ listensAfter: 0 });
    const server = await listening((_request, response) => response.end('{"version":"0.24.0"}'));
    servers.push(server);
    const { outcome, launched } = await start(program, portOf(server));
    assert.deepEqual(outcome, { kind: 'running', version: '0.24.0', alreadyRunning: true });
    assert.equal(launched.length, 0);
  });

  it('says the last words of one that dies', async () => {
    const words = 'Error: mkdir /models: permission denied: ensure path elements are traversable\n';
    const program = fakeOllama({
      writes: `level=INFO msg="server config"\n${words}`,
      endsAfter: 20,
      code: 1,
    });
    const { outcome } = await start(program, await freePort());
    assert.equal(outcome.kind, 'failed');
    assert.match(
      outcome.sentence,
      /^"ollama serve" ended with code 1\. Its last words: mkdir \/models: permission denied/,
    );
    assert.match(outcome.remedy, /OLLAMA_MODELS/);
  });

  it('names the port that another program has, and starts nothing', async () => {
    const program = fakeOllama({ listensAfter: 0 });
    const server = await listening((_request, response) => response.end('<html>not Ollama</html>'));
    servers.push(server);
    const { outcome, launched } = await start(program, portOf(server));
    assert.equal(outcome.kind, 'failed');
    assert.match(outcome.sentence, new RegExp(`^Port ${portOf(server)} is taken`));
    assert.equal(launched.length, 0);
  });

  it('gives up on a port that takes connections and stays silent, and starts nothing there', async () => {
    const program = fakeOllama({ listensAfter: 0 });
    const silent = createServer();
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => resolve(portOf(silent)));
    });
    silent.on('connection', (socket) => socket.on('error', () => undefined));
    servers.push(silent);
    const { outcome, launched } = await start(program, port);
    assert.equal(outcome.kind, 'failed');
    assert.match(outcome.sentence, /is taken by a program that does not answer/);
    assert.equal(launched.length, 0);
  });

  it('ends one that never answers when the user does not want to wait', async () => {
    const program = fakeOllama({ writes: 'level=WARN msg="failure during GPU discovery" error="timeout"\n' });
    const { outcome, launched, questions } = await start(program, await freePort());
    assert.equal(outcome.kind, 'failed');
    assert.match(
      outcome.sentence,
      /^Ollama did not answer at .* within \d seconds\. Its last words: failure during GPU discovery: timeout\.$/,
    );
    assert.match(outcome.remedy, /driver/);
    assert.equal(questions.length, 1);
    assert.ok(!isAlive(launched[0]?.pid ?? 0));
  });

  it('goes on waiting when the user wants to', async () => {
    const program = fakeOllama({ listensAfter: 900 });
    const { outcome, questions } = await start(program, await freePort(), { answers: [true] });
    assert.equal(outcome.kind, 'running');
    assert.equal(questions.length, 1);
  });

  it('leaves no process behind when it is cancelled', async () => {
    const program = fakeOllama({});
    const abort = new AbortController();
    const started = start(program, await freePort(), { signal: abort.signal });
    while (starts(program).length === 0) await sleep(20);
    abort.abort();
    await assert.rejects(started, { name: 'AbortError' });
    const [pid] = starts(program)[0]?.split(' ') ?? [];
    assert.ok(!isAlive(Number(pid)));
  });

  it('takes the server of the other of two starts at once', async () => {
    const program = fakeOllama({ listensAfter: 100 });
    const port = await freePort();
    const both = await Promise.all([start(program, port), start(program, port)]);
    assert.deepEqual(
      both.map(({ outcome }) => outcome.kind),
      ['running', 'running'],
    );
    await sleep(100);
    const alive = both.flatMap(({ launched }) => launched).filter(({ pid }) => isAlive(pid ?? 0));
    assert.equal(alive.length, 1);
  });

  it('says why a program cannot be run', async () => {
    const { outcome } = await start('/nowhere/ollama', await freePort());
    assert.equal(outcome.kind, 'failed');
    assert.match(outcome.sentence, /could not be run: spawn \/nowhere\/ollama ENOENT/);
    assert.match(outcome.remedy, /aiStack\.ollama\.path/);
  });
});

describe('a program of Ollama', () => {
  after(removeFakes);

  it('is found where the setting says, else on PATH', async () => {
    const program = fakeOllama({});
    const folder = program.replace(/\/ollama$/, '');
    assert.deepEqual(findOllama({ platform: 'linux', env: {}, configured: program }), {
      path: program,
      configured: true,
    });
    assert.equal(findOllama({ platform: 'linux', env: { PATH: folder }, configured: '' })?.path, program);
    assert.equal(findOllama({ platform: 'linux', env: { PATH: folder }, configured: folder }), undefined);
    assert.equal(await programVersion(nodeExec, program), '9.8.7');
    assert.equal(await programVersion(nodeExec, `${program}.not`), undefined);
  });

  it('is killed when it does not heed the request to end', async () => {
    const program = fakeOllama({ stubborn: true });
    const server = new ServerProcess({ program, args: ['serve'] }, { OLLAMA_HOST: '127.0.0.1:1' }, 200);
    while (starts(program).length === 0) await sleep(20);
    await server.end();
    assert.ok(!isAlive(server.pid ?? 0));
    assert.equal((await server.exited).signal, 'SIGKILL');
  });
});
