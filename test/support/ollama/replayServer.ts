import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One thing that the server does while it answers. */
export type Step =
  /** Sends text as it is, in one chunk. */
  | string
  | Uint8Array
  /** Sends a value as one line of JSON. */
  | { readonly line: unknown }
  | { readonly waitMs: number }
  /** Sends `bytes` of a letter, in chunks of 64 KB: a line that never ends. */
  | { readonly flood: number }
  /** Waits until the client goes away. */
  | { readonly stall: true }
  /** Tears the connection down without the end of the answer. */
  | { readonly cut: true };

export interface Reply {
  /** 200 without. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Before the headers are sent; a `stall` here means that none ever are. */
  readonly before?: readonly Step[];
  readonly steps?: readonly Step[];
  /** A value as the whole body. */
  readonly json?: unknown;
}

/** What answers a route: always the same, one after the other (the last one stays), or as the request wants it. */
export type Route = Reply | readonly Reply[] | ((request: SeenRequest) => Reply);

/** Replies by `METHOD /path`. What no route names is answered as Ollama answers an unknown path. */
export type Script = Readonly<Record<string, Route>>;

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Of a body of text; empty for uploads of more than 1 MB. */
  readonly body: string;
  readonly bodyBytes: number;
  /** Milliseconds (`performance.now()`) at which the client closed the connection before the answer was whole. */
  readonly closedByClientAt?: number;
}

export interface ReplayServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** In the order in which they came. */
  readonly requests: readonly SeenRequest[];
  /** Resolves once a request has come, or was closed by the client, and says so; rejects after a second. */
  seen(test: (request: SeenRequest) => boolean): Promise<SeenRequest>;
  close(): Promise<void>;
}

type Recorded = { -readonly [Key in keyof SeenRequest]: SeenRequest[Key] };

/** Starts a server on loopback that answers as the script says, for tests. */
export async function startReplayServer(script: Script): Promise<ReplayServer> {
  const requests: Recorded[] = [];
  const turns = new Map<string, number>();
  const server = createServer((request, response) => {
    const seen: Recorded = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: '',
      bodyBytes: 0,
    };
    requests.push(seen);
    response.on('close', () => {
      if (!response.writableFinished && !cutByUs.has(response)) seen.closedByClientAt = performance.now();
    });
    void answer(script, turns, seen, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    seen: (test) => waitFor(requests, test),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const cutByUs = new WeakSet<ServerResponse>();

async function answer(
  script: Script,
  turns: Map<string, number>,
  seen: Recorded,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = `${seen.method} ${seen.path}`;
  try {
    await readBody(request, seen);
    const reply = choose(script[key], turns, key, seen);
    if (!reply) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404 page not found');
      return;
    }
    await perform(reply.before ?? [], response);
    if (response.destroyed) return;
    const type = reply.json === undefined ? 'application/x-ndjson' : 'application/json; charset=utf-8';
    response.writeHead(reply.status ?? 200, { 'Content-Type': type, ...reply.headers });
    response.flushHeaders();
    if (reply.json !== undefined) response.write(JSON.stringify(reply.json));
    await perform(reply.steps ?? [], response);
    response.end();
  } catch {
    // The client went away in the middle: what it sent is in `seen`.
    response.destroy();
  }
}

function choose(
  route: Route | undefined,
  turns: Map<string, number>,
  key: string,
  seen: SeenRequest,
): Reply | undefined {
  if (typeof route === 'function') return route(seen);
  if (!Array.isArray(route)) return route as Reply | undefined;
  const turn = turns.get(key) ?? 0;
  turns.set(key, turn + 1);
  const replies = route as readonly Reply[];
  return replies[Math.min(turn, replies.length - 1)];
}

async function readBody(request: IncomingMessage, seen: Recorded): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    seen.bodyBytes += chunk.length;
    if (seen.bodyBytes <= 1_000_000) chunks.push(chunk);
  }
  seen.body = seen.bodyBytes <= 1_000_000 ? Buffer.concat(chunks).toString('utf8') : '';
}

async function perform(steps: readonly Step[], response: ServerResponse): Promise<void> {
  for (const step of steps) {
    if (response.destroyed) return;
    if (typeof step === 'string' || step instanceof Uint8Array) await write(response, step);
    else if ('stall' in step) await closed(response);
    else if ('cut' in step) cut(response);
    else if ('line' in step) await write(response, `${JSON.stringify(step.line)}\n`);
    else if ('waitMs' in step) await sleep(step.waitMs);
    else await flood(response, step.flood);
  }
}

function cut(response: ServerResponse): void {
  cutByUs.add(response);
  response.destroy();
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
}

async function flood(response: ServerResponse, bytes: number): Promise<void> {
  const chunk = 'a'.repeat(65_536);
  for (let sent = 0; sent < bytes && !response.destroyed; sent += chunk.length) {
    await write(response, chunk.slice(0, bytes - sent));
  }
}

/** Resolves when the chunk is handed to the system, so that chunks arrive as such. */
function write(response: ServerResponse, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.write(chunk, () => resolve());
  });
}

async function waitFor(
  requests: readonly SeenRequest[],
  test: (request: SeenRequest) => boolean,
): Promise<SeenRequest> {
  const end = performance.now() + 1_000;
  for (;;) {
    const found = requests.find(test);
    if (found) return found;
    if (performance.now() > end) {
      throw new Error(
        `no such request among ${JSON.stringify(requests.map(({ method, path }) => [method, path]))}`,
      );
    }
    await sleep(2);
  }
}

/** A reply of `/api/tags` with many models, as large installations have them. */
export function manyModels(count: number): Reply {
  const models = Array.from({ length: count }, (_, index) => {
    const name = `model-${String(index).padStart(3, '0')}:8b`;
    return {
      name,
      model: name,
      modified_at: '2026-08-01T10:00:00.123456789Z',
      size: 4_000_000_000 + index,
      digest: index.toString(16).padStart(64, '0'),
      details: {
        parent_model: '',
        format: 'gguf',
        family: 'llama',
        families: ['llama'],
        parameter_size: '8.0B',
        quantization_level: 'Q4_K_M',
        context_length: 131_072,
        embedding_length: 4_096,
      },
      capabilities: ['completion', 'tools'],
    };
  });
  return { json: { models } };
}
