// Shared room: for both shells (editor and cli); the core never imports it.
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { TransportError, type Transport, type TransportInit } from '../../core/ollama/client/transport.ts';
import { isLoopback } from '../../core/project/ollamaEndpoint.ts';
import { Deadlines } from './ollamaFetchDeadlines.ts';
import { bodyStream } from './ollamaFetchBody.ts';

/** Milliseconds until a connection stands, TLS and name lookup included. */
const connectMs = { loopback: 2_000, elsewhere: 10_000 };

/** Quiet connections are probed by the system after this time, so that a machine that is gone is found out. */
const keepAliveProbeMs = 15_000;

/**
 * `fetch` for Ollama on `node:http`. The global one ends every request whose headers take longer than 300 seconds, as
 * those of a cold load may, and takes neither another limit nor one for the connection alone; and VS Code gives its
 * proxies and the system's certificates to `node:http` and `node:https` first of all. Redirects are not followed, so
 * no host is contacted but the one asked for, and each request has a connection of its own: one that the server has
 * closed in the meantime is never used again.
 */
export const ollamaFetch: Transport = (url, init) =>
  new Promise((resolve, reject) => {
    const target = new URL(url);
    const { signal } = init;
    if (signal?.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const request = open(target, init);
    const deadlines = new Deadlines(init, (code) => request.destroy(new TransportError(code)));
    const abort = (): void => void request.destroy(signal ? reasonOf(signal) : undefined);
    signal?.addEventListener('abort', abort, { once: true });
    request.once('close', () => {
      deadlines.end();
      signal?.removeEventListener('abort', abort);
    });
    let answered = false;
    // An error after the answer has begun is the body's to tell: the body stream hears of it too.
    request.on('error', (error) => {
      if (!answered) reject(error);
    });
    watchConnection(request, target, deadlines);
    request.once('response', (response) => {
      answered = true;
      deadlines.connected();
      try {
        resolve(asResponse(request, response, init, deadlines));
      } catch (error) {
        // Headers that `fetch` does not take.
        request.destroy();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    void send(request, init, deadlines, () => answered);
  });

function open(target: URL, init: TransportInit): ClientRequest {
  const secure = target.protocol === 'https:';
  const options = {
    protocol: target.protocol,
    // Node wants an IPv6 address without its brackets.
    hostname: target.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: target.port || (secure ? 443 : 80),
    path: `${target.pathname}${target.search}`,
    method: init.method ?? 'GET',
    headers: requestHeaders(init),
    agent: secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false }),
  };
  // VS Code replaces `request` of the modules themselves, which an import by name would not see, to go through its
  // proxy and to trust the system's certificates. What stays on this machine goes past it.
  if (isLoopback(target.origin)) return new http.ClientRequest(options);
  return secure ? https.request(options) : http.request(options);
}

function requestHeaders({ headers, body }: TransportInit): Record<string, string> {
  return typeof body === 'string'
    ? { ...headers, 'Content-Length': String(byteLength(body)) }
    : { ...headers };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function watchConnection(request: ClientRequest, target: URL, deadlines: Deadlines): void {
  request.once('socket', (socket) => {
    socket.setKeepAlive(true, keepAliveProbeMs);
    socket.setNoDelay(true);
    if (target.protocol === 'https:') socket.once('secureConnect', () => deadlines.connected());
    else if (socket.connecting) socket.once('connect', () => deadlines.connected());
    else deadlines.connected();
  });
  deadlines.connecting(isLoopback(target.origin) ? connectMs.loopback : connectMs.elsewhere);
}

/** Sends the body. What fails here destroys the request, whose error event tells the caller. */
async function send(
  request: ClientRequest,
  { body }: TransportInit,
  deadlines: Deadlines,
  answered: () => boolean,
): Promise<void> {
  if (body === undefined || body === null || typeof body === 'string') {
    request.end(body ?? undefined);
    return;
  }
  try {
    for await (const chunk of body) {
      // A server that has answered before the end wants no more of it.
      if (request.destroyed || answered()) break;
      await written(request, chunk);
      deadlines.sawBytes();
    }
    if (!answered()) request.end();
  } catch (error) {
    request.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Resolves when there is room for more, or when the request is over. */
function written(request: ClientRequest, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (request.write(chunk)) {
      resolve();
      return;
    }
    const done = (): void => {
      for (const event of ['drain', 'close', 'response']) request.removeListener(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'response']) request.once(event, done);
  });
}

function asResponse(
  request: ClientRequest,
  response: IncomingMessage,
  init: TransportInit,
  deadlines: Deadlines,
): Response {
  const status = response.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) headers.append(name, one);
  }
  // These answers have no body; `Response` refuses one.
  const empty = init.method === 'HEAD' || [204, 205, 304].includes(status);
  if (empty) response.resume();
  const body = empty ? null : bodyStream(request, response, deadlines, init.mostBytes);
  // Outside of these, `Response` throws; a server that sends such a status is none of ours.
  const known = status >= 200 && status <= 599 ? status : 502;
  return new Response(body, { status: known, headers });
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new DOMException('The request was cancelled.', 'AbortError');
}
