import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { spawnGuarded, type GuardedChild } from '../host/children.ts';
import { findProgram, isProgram } from '../host/findProgram.ts';
import { temporaryFolder } from '../host/folders.ts';
import { builtOllama } from './buildOllama.ts';
import { tinyGguf, type TinyGgufOptions } from './tinyGguf.ts';

/**
 * A real Ollama server for tests: `before(async () => (server = await startRealServer()))`,
 * `after(() => server.stop())`. In a suite of mocha say `const real = useRealServer()` and call `real()` in the tests.
 */
export interface RealServer {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly program: string;
  /** As `/api/version` says it. */
  readonly version: string;
  readonly modelsFolder: string;
  /** What the server's own programs need to reach it: `ollama run`, `ollama list`. */
  readonly env: Readonly<Record<string, string>>;
  /** The last 64 KiB that it wrote. */
  log(): string;
  /** Ends it with SIGKILL, and the runners that it started; resolves when it is gone. */
  stop(): Promise<void>;
  /** Asks it to end, as a service manager does; resolves when it is gone. */
  shutDown(): Promise<void>;
}

export interface RealServerOptions {
  /** Added to the server's environment: `OLLAMA_CONTEXT_LENGTH`, … */
  readonly env?: Readonly<Record<string, string>>;
  /** To start a server over another one's models; a folder of its own unless said. */
  readonly modelsFolder?: string;
  /** To start it again where it was. */
  readonly port?: number;
}

/** The program: `AI_STACK_OLLAMA`, the one that `buildOllama.ts` built, or the one on the PATH. */
export function findOllama(): string | undefined {
  const named = process.env['AI_STACK_OLLAMA'] ?? '';
  if (named !== '') {
    if (!isProgram(named)) throw new Error(`AI_STACK_OLLAMA names ${named}, which is not a program.`);
    return named;
  }
  return existsSync(builtOllama) ? builtOllama : findProgram('ollama');
}

export const ollamaRemedy =
  'There is no Ollama to test against: node test/support/ollama/buildOllama.ts builds one, or set AI_STACK_OLLAMA.';

/**
 * Starts a server with a home and models of its own on a free port of the loopback address. It asks nobody but the
 * registries that a test names: the vendor's cloud is off.
 */
export async function startRealServer(options: RealServerOptions = {}): Promise<RealServer> {
  const program = findOllama();
  if (program === undefined) throw new Error(ollamaRemedy);
  const home = temporaryFolder('ollama');
  const modelsFolder = options.modelsFolder ?? join(home, 'models');
  mkdirSync(modelsFolder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const host = `127.0.0.1:${options.port ?? (await freePort())}`;
    const env = { ...ownEnvironment(home), OLLAMA_HOST: host, OLLAMA_MODELS: modelsFolder };
    const child = spawnGuarded(program, ['serve'], { ...env, ...options.env });
    const version = await firstAnswer(`http://${host}`, child);
    if (version !== undefined) return started({ program, host, version, modelsFolder, env, child });
    child.kill();
    if (attempt === 3 || !child.output().includes('address already in use')) {
      throw new Error(`${program} serve did not start:\n${child.output()}`);
    }
  }
}

/** The variables that a program needs, and none that steer an Ollama of the developer's own. */
function ownEnvironment(home: string): Record<string, string> {
  const names = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SYSTEMROOT', 'LD_LIBRARY_PATH'];
  const kept = names.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as const],
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: home,
    OLLAMA_NO_CLOUD: '1',
  };
}

/** The version that it answers with, or undefined once it has ended or half a minute has passed. */
async function firstAnswer(endpoint: string, child: GuardedChild): Promise<string | undefined> {
  const hasEnded = (): boolean => child.process.exitCode !== null || child.process.signalCode !== null;
  const deadline = Date.now() + 30_000;
  while (!hasEnded() && Date.now() < deadline) {
    try {
      const reply = await fetch(`${endpoint}/api/version`, { signal: AbortSignal.timeout(2000) });
      const { version } = (await reply.json()) as { version: string };
      // Another server may have taken the port: then this one says so and ends.
      await Promise.race([child.exited, new Promise((resolve) => setTimeout(resolve, 20))]);
      if (!hasEnded()) return version;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return undefined;
}

interface Started {
  readonly program: string;
  readonly host: string;
  readonly version: string;
  readonly modelsFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly child: GuardedChild;
}

function started({ host, child, ...known }: Started): RealServer {
  return {
    ...known,
    endpoint: `http://${host}`,
    log: () => child.output(),
    stop: async () => {
      child.kill();
      await child.exited;
    },
    shutDown: async () => {
      // Windows has no such signal for a group.
      if (process.platform === 'win32' || child.process.pid === undefined) child.kill();
      else process.kill(-child.process.pid, 'SIGTERM');
      // The guard in between ends at once, the server when its work is done.
      await child.exited;
      while (await isListening(Number(host.split(':')[1])))
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill();
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/**
 * For a suite of mocha: a server from before its first test to after its last. Without an Ollama the tests are
 * skipped and the output says why; where everything is required they fail.
 */
export function useRealServer(options: RealServerOptions = {}): () => RealServer {
  let server: RealServer | undefined;
  before(async function () {
    this.timeout(60_000);
    skipWithoutOllama(this);
    server = await startRealServer(options);
  });
  after(async () => {
    await server?.stop();
  });
  return () => {
    if (server === undefined) throw new Error('The server is there only while the tests run.');
    return server;
  };
}

let hasSaidWhy = false;

/** Skips a test or a suite, visibly, where there is no Ollama; throws where everything is required. */
export function skipWithoutOllama(context: Mocha.Context): void {
  if (findOllama() !== undefined) return;
  if (process.env['AI_STACK_REQUIRE_ALL'] === '1') throw new Error(ollamaRemedy);
  if (!hasSaidWhy) console.log(`Skipped: ${ollamaRemedy}`);
  hasSaidWhy = true;
  context.skip();
}

/** Uploads a tiny model and creates it under this name, past our own client; returns the digest of its weights. */
export async function createTinyModel(
  endpoint: string,
  name: string,
  options: TinyGgufOptions = {},
): Promise<string> {
  const bytes = tinyGguf(options);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  await expectOk(
    await fetch(`${endpoint}/api/blobs/${digest}`, { method: 'POST', body: Buffer.from(bytes) }),
  );
  const body = JSON.stringify({ model: name, files: { 'tiny.gguf': digest }, stream: false });
  await expectOk(await fetch(`${endpoint}/api/create`, { method: 'POST', body }));
  return digest;
}

async function expectOk(reply: Response): Promise<void> {
  const text = await reply.text();
  if (!reply.ok || text.includes('"error"'))
    throw new Error(`${reply.url} answered ${reply.status}: ${text}`);
}

/** A port of the loopback address that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The ids of the runners that hold models of this folder; only Linux can say, undefined elsewhere. */
export function runnersOf(modelsFolder: string): number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => commandLine(id).includes(modelsFolder)).map(Number);
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
