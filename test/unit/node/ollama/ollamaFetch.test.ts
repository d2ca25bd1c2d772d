import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TransportInit } from '../../../../src/core/ollama/client/transport.ts';
import { ollamaFetch } from '../../../../src/node/ollama/ollamaFetch.ts';
import { selfSignedCertificate } from '../../../support/ollama/selfSignedCertificate.ts';
import { startReplayServer, type ReplayServer, type Script } from '../../../support/ollama/replayServer.ts';

/** What a rejection was for: its code, or its name where it has none. */
async function failure(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => assert.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error);
  return 'code' in error && error.name !== 'AbortError' ? error.code : error.name;
}

async function textOf(url: string, init: TransportInit = {}): Promise<string> {
  return (await ollamaFetch(url, init)).text();
}

describe('ollamaFetch', () => {
  const open: ReplayServer[] = [];
  const serve = async (script: Script): Promise<ReplayServer> => {
    const server = await startReplayServer(script);
    open.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it('sends method, headers and body, and gives status, headers and body', async () => {
    const server = await serve({ 'POST /x?y=1': { status: 418, headers: { 'X-A': 'b' }, json: { ü: 1 } } });
    const headers = { 'Content-Type': 'application/json' };
    const response = await ollamaFetch(`${server.url}/x?y=1`, { method: 'POST', headers, body: '{"ü":2}' });
    assert.equal(response.status, 418);
    assert.equal(response.headers.get('x-a'), 'b');
    assert.deepEqual(await response.json(), { ü: 1 });
    const seen = server.requests[0]!;
    assert.equal(seen.body, '{"ü":2}');
    assert.equal(seen.headers['content-length'], '8');
    assert.equal(seen.headers['content-type'], 'application/json');
  });

  it('gives what comes as it comes', async () => {
    const server = await serve({ 'GET /': { steps: ['a', { stall: true }] } });
    const response = await ollamaFetch(server.url, {});
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    assert.equal(new TextDecoder().decode(value as Uint8Array), 'a');
    await reader.cancel();
    await server.seen((request) => request.closedByClientAt !== undefined);
  });

  it('does not follow a redirect', async () => {
    const server = await serve({ 'GET /': { status: 302, headers: { Location: '/b' } }, 'GET /b': {} });
    assert.equal((await ollamaFetch(server.url, {})).status, 302);
    assert.equal(server.requests.length, 1);
  });

  it('has no body for HEAD', async () => {
    const server = await serve({ 'HEAD /': {} });
    const response = await ollamaFetch(server.url, { method: 'HEAD' });
    assert.equal(response.body, null);
  });

  it('closes the connection within 100 ms when it is cancelled before the headers', async () => {
    const server = await serve({ 'GET /': { before: [{ stall: true }] } });
    const controller = new AbortController();
    const failed = failure(ollamaFetch(server.url, { signal: controller.signal }));
    await server.seen((request) => request.path === '/');
    const cancelledAt = performance.now();
    controller.abort();
    assert.equal(await failed, 'AbortError');
    const { closedByClientAt = Infinity } = await server.seen((one) => one.closedByClientAt !== undefined);
    assert.ok(closedByClientAt - cancelledAt < 100, `${closedByClientAt - cancelledAt} ms`);
  });

  it('closes the connection when it is cancelled in the body', async () => {
    const server = await serve({ 'GET /': { steps: ['a', { stall: true }] } });
    const controller = new AbortController();
    const response = await ollamaFetch(server.url, { signal: controller.signal });
    const failed = failure(response.text());
    controller.abort();
    assert.equal(await failed, 'AbortError');
    await server.seen((request) => request.closedByClientAt !== undefined);
  });

  it('sends nothing when it was cancelled before', async () => {
    const server = await serve({});
    assert.equal(await failure(ollamaFetch(server.url, { signal: AbortSignal.abort() })), 'AbortError');
    assert.equal(server.requests.length, 0);
  });

  it('ends the wait for headers and for the next byte', async () => {
    const server = await serve({
      'GET /head': { before: [{ stall: true }] },
      'GET /body': { steps: ['a', { stall: true }] },
    });
    const idleMs = (): number => 20;
    assert.equal(await failure(textOf(`${server.url}/head`, { idleMs })), 'IDLE_TIMEOUT');
    assert.equal(await failure(textOf(`${server.url}/body`, { idleMs })), 'IDLE_TIMEOUT');
    await server.seen((request) => request.path === '/body' && request.closedByClientAt !== undefined);
  });

  it('begins the wait anew with each byte', async () => {
    const steps = Array.from({ length: 7 }, () => ['a', { waitMs: 12 }]).flat();
    const server = await serve({ 'GET /': { steps } });
    assert.equal(await textOf(server.url, { idleMs: () => 70 }), 'aaaaaaa');
  });

  it('does not count the time in which nobody reads', async () => {
    const server = await serve({ 'GET /': { steps: ['a', { waitMs: 5 }, 'b'] } });
    const response = await ollamaFetch(server.url, { idleMs: () => 30 });
    await new Promise((resolve) => setTimeout(resolve, 45));
    assert.equal(await response.text(), 'ab');
  });

  it('ends the whole exchange at its deadline, although bytes come', async () => {
    const steps = Array.from({ length: 100 }, () => ['a', { waitMs: 5 }]).flat();
    const server = await serve({ 'GET /': { steps } });
    assert.equal(await failure(textOf(server.url, { deadlineMs: 40, idleMs: () => 30 })), 'DEADLINE');
  });

  it('breaks off a body that is too long', async () => {
    const server = await serve({ 'GET /': { steps: [{ flood: 5_000_000 }] } });
    assert.equal(await failure(textOf(server.url, { mostBytes: 100_000 })), 'TOO_LONG');
    await server.seen((request) => request.closedByClientAt !== undefined);
  });

  it('tells a body that was cut from one that has ended', async () => {
    const server = await serve({
      'GET /cut': { steps: ['a', { cut: true }] },
      'GET /none': { before: [{ cut: true }] },
    });
    assert.equal(await failure(textOf(`${server.url}/cut`)), 'ECONNRESET');
    assert.equal(await failure(textOf(`${server.url}/none`)), 'ECONNRESET');
  });

  it('says why there is no connection', async () => {
    const server = await serve({});
    await server.close();
    assert.equal(await failure(ollamaFetch(server.url, {})), 'ECONNREFUSED');
  });

  it('sends a body of chunks no faster than the server takes it', async () => {
    const server = await serve({ 'POST /blob': { status: 201 } });
    let made = 0;
    async function* chunks(): AsyncGenerator<Uint8Array, void> {
      for (; made < 40; made++) {
        yield new Uint8Array(1_000_000);
        await Promise.resolve();
      }
    }
    const headers = { 'Content-Length': '40000000' };
    const init = { method: 'POST', headers, body: chunks(), idleMs: () => 1_000 };
    assert.equal((await ollamaFetch(`${server.url}/blob`, init)).status, 201);
    assert.equal(server.requests[0]?.bodyBytes, 40_000_000);
    assert.equal(server.requests[0].headers['content-length'], '40000000');
    assert.equal(server.requests[0].headers['transfer-encoding'], undefined);
  });

  it('gives the error of a body that cannot be read, and closes the connection', async () => {
    const server = await serve({ 'POST /blob': {} });
    // eslint-disable-next-line @typescript-eslint/require-await -- a stand-in for what waits
    async function* chunks(): AsyncGenerator<Uint8Array, void> {
      yield new Uint8Array(10);
      throw new RangeError('the disk is gone');
    }
    const headers = { 'Content-Length': '100' };
    const sent = ollamaFetch(`${server.url}/blob`, { method: 'POST', headers, body: chunks() });
    assert.equal(await failure(sent), 'RangeError');
  });
});

describe('ollamaFetch and servers that are none', () => {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const listen = async (server: Server): Promise<number> => {
    server.on('connection', (socket) => sockets.add(socket));
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });

  it('reads no faster than it is read', async () => {
    const size = 40_000_000;
    let sent = 0;
    const send = async (socket: Socket): Promise<void> => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      for (; sent < size; sent += 1_000_000) {
        if (!socket.write(Buffer.alloc(1_000_000, 97))) await once(socket, 'drain');
      }
    };
    const port = await listen(createServer((socket) => socket.once('data', () => void send(socket))));
    const response = await ollamaFetch(`http://127.0.0.1:${port}/`, {});
    await new Promise((resolve) => setTimeout(resolve, 40));
    // What the system holds in between is some megabytes.
    assert.ok(sent < size / 2, `${sent} bytes`);
    assert.equal((await response.arrayBuffer()).byteLength, size);
  });

  it('stops sending when the server answers before the end, and takes the answer', async () => {
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno'));
      }),
    );
    let made = 0;
    async function* chunks(): AsyncGenerator<Uint8Array, void> {
      for (; made < 1_000; made++) {
        yield new Uint8Array(100_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const headers = { 'Content-Length': '100000000' };
    const url = `http://127.0.0.1:${port}/`;
    const response = await ollamaFetch(url, { method: 'POST', headers, body: chunks() });
    assert.equal(response.status, 413);
    assert.equal(await response.text(), 'no');
    assert.ok(made < 900, `${made} chunks`);
  });

  it('says that the answer is no HTTP', async () => {
    const port = await listen(createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')));
    assert.match(String(await failure(ollamaFetch(`http://127.0.0.1:${port}/`, {}))), /^HPE_/);
  });

  it('says that the server speaks no TLS', async () => {
    const port = await listen(
      createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))),
    );
    assert.match(
      String(await failure(ollamaFetch(`https://127.0.0.1:${port}/`, {}))),
      /^(?:EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)$/,
    );
  });

  it('does not trust a self-signed certificate', async () => {
    const port = await listen(createHttpsServer(selfSignedCertificate()));
    assert.equal(await failure(ollamaFetch(`https://127.0.0.1:${port}/`, {})), 'DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('asks other machines through what VS Code puts in place of node:http, and this one past it', async () => {
    const port = await listen(
      createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 204 OK\r\n\r\n'))),
    );
    const { request } = http;
    const asked: unknown[] = [];
    http.request = ((options: http.RequestOptions) => {
      asked.push(options.hostname);
      return request({ ...options, hostname: '127.0.0.1', port });
    }) as typeof http.request;
    try {
      assert.equal((await ollamaFetch(`http://127.0.0.1:${port}/`, {})).status, 204);
      assert.deepEqual(asked, []);
      assert.equal((await ollamaFetch('http://ollama.example.com:11434/', {})).status, 204);
      assert.deepEqual(asked, ['ollama.example.com']);
    } finally {
      http.request = request;
    }
  });
});
