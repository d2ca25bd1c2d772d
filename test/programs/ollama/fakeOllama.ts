import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
 * and OLLAMA_HOST into `<program>.log`, a line for each start, and the bodies of `/api/create` into
 * `<program>.created`. Removed by `removeFakes`.
 */
export function fakeOllama(behaviour: FakeBehaviour): string {
  return nodeProgram('ollama', script(behaviour));
}

/**
 * Writes a program in JavaScript, in a folder of its own; `program` is its path. Where the test runs in VS Code, the
 * program that runs JavaScript is VS Code itself, and has to be told.
 */
export function nodeProgram(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'fake-ollama-'));
  made.push(folder);
  const program = join(folder, name);
  const source = `${program}.cjs`;
  writeFileSync(source, `const program = ${JSON.stringify(program)};\n${text}`);
  writeFileSync(program, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec "${process.execPath}" "${source}" "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** The lines that a stand-in wrote, of its starts or its requests. */
export function linesOf(program: string, kind: 'log' | 'created'): string[] {
  const file = `${program}.${kind}`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
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
appendFileSync(program + '.log', process.pid + ' ' + address + '\\n');
const { stubborn, listensAfter, endsAfter, writes, code } = behaviour;
if (stubborn) process.on('SIGTERM', () => {});
if (writes) process.stderr.write(writes);
if (endsAfter !== undefined) setTimeout(() => process.exit(code ?? 1), endsAfter);
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/api/version') response.end('{"version":"9.8.7"}');
  else if (request.url === '/api/tags' || request.url === '/api/ps') response.end('{"models":[]}');
  else if (request.url.startsWith('/api/blobs/')) {
    request.resume();
    request.on('end', () => response.writeHead(request.method === 'HEAD' ? 404 : 201).end());
  } else if (request.url === '/api/create') {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      appendFileSync(program + '.created', body + '\\n');
      response.end('{"status":"writing manifest"}\\n{"status":"success"}\\n');
    });
  } else response.writeHead(404).end('{"error":"not found"}');
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
