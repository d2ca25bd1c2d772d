import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a stand-in for the program behaves on `serve`. */
export interface FakeBehaviour {
  /** Milliseconds until it listens; never without. */
  readonly listensAfter?: number;
  /** What it writes to stderr at once. */
  readonly writes?: string;
  /** Milliseconds until it ends, and how. */
  readonly endsAfter?: number;
  readonly code?: number;
  /** It does not heed SIGTERM. */
  readonly stubborn?: boolean;
}

const made: string[] = [];

/**
 * Writes an executable that takes `serve` and `--version` like Ollama and behaves as told. It writes its process id
 * and OLLAMA_HOST into `<program>.log`, a line for each start. Removed by `removeFakes`.
 */
export function fakeOllama(behaviour: FakeBehaviour, name = 'ollama'): string {
  const folder = mkdtempSync(join(tmpdir(), 'fake-ollama-'));
  made.push(folder);
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${script(behaviour)}`);
  chmodSync(file, 0o755);
  return file;
}

export function removeFakes(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function script(behaviour: FakeBehaviour): string {
  return `const { appendFileSync } = require('node:fs');
const { createServer } = require('node:http');
const behaviour = ${JSON.stringify(behaviour)};
if (process.argv[2] === '--version') {
  console.log('Warning: could not connect to a running Ollama instance');
  console.log('Warning: client version is 9.8.7');
  process.exit(0);
}
if (process.argv[2] !== 'serve') process.exit(64);
const address = process.env.OLLAMA_HOST;
appendFileSync(__filename + '.log', process.pid + ' ' + address + '\\n');
const { stubborn, listensAfter, endsAfter, writes, code } = behaviour;
if (stubborn) process.on('SIGTERM', () => {});
if (writes) process.stderr.write(writes);
if (endsAfter !== undefined) setTimeout(() => process.exit(code ?? 1), endsAfter);
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/api/version') response.end('{"version":"9.8.7"}');
  else if (request.url === '/api/tags' || request.url === '/api/ps') response.end('{"models":[]}');
  else response.writeHead(404).end('{"error":"not found"}');
});
server.on('error', (error) => {
  console.error('Error: listen tcp ' + address + ': bind: ' + (error.code === 'EADDRINUSE' ? 'address already in use' : error.message));
  process.exit(1);
});
const [host, port] = address.split(':');
if (listensAfter !== undefined) setTimeout(() => server.listen(Number(port), host), listensAfter);
setInterval(() => {}, 1000);
`;
}

/** A port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = await listening(() => undefined);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A web server on loopback, with what it answers. */
export function listening(answer: Parameters<typeof createServer>[1], port = 0): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer as never);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

export function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
