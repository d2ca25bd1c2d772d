import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/** A request that a program sent to a service of the internet, as the stand-in saw it. */
export interface SeenRequest {
  readonly host: string;
  readonly path: string;
  readonly authorization: string | undefined;
  /** Headers and queries by which keys are sent. */
  readonly key: string | undefined;
  readonly body: string;
}

const token = 'token-of-the-stand-in';

/**
 * Stands on loopback for the metadata server that gives identities and, as an HTTPS proxy with a certificate of its
 * own, for every host of the internet. Programs run unchanged: what they connect to is what they would connect to.
 */
export class StandIn {
  readonly seen: SeenRequest[] = [];
  /** True: services answer everybody that they have not the right. */
  refuses = false;
  readonly #metadata: Server;
  readonly #services: ReturnType<typeof createTlsServer>;
  readonly #sockets = new Set<Socket>();
  readonly #certificate: string;

  private constructor(certificate: string, key: string) {
    this.#certificate = certificate;
    this.#services = createTlsServer(
      { cert: readFileSync(certificate), key: readFileSync(key) },
      (request, response) => {
        void this.#answerService(request, response);
      },
    );
    this.#metadata = createServer(answerMetadata);
    this.#metadata.on('connect', (_request: IncomingMessage, client: Socket) => this.#tunnel(client));
  }

  /** Undefined where there is no openssl to make the certificate with. */
  static async start(folder: string): Promise<StandIn | undefined> {
    mkdirSync(folder, { recursive: true });
    const certificate = join(folder, 'certificate.pem');
    const key = join(folder, 'key.pem');
    const names = ['aiplatform.googleapis.com', '*.googleapis.com', '*.openai.azure.com'];
    const made = spawnSync('openssl', [
      'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=stand-in',
      '-keyout', key, '-out', certificate,
      '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
      '-addext', 'keyUsage=digitalSignature,keyCertSign',
    ]); // prettier-ignore
    if (made.status !== 0) return undefined;
    const standIn = new StandIn(certificate, key);
    await Promise.all([listen(standIn.#metadata), listen(standIn.#services)]);
    return standIn;
  }

  /** What a program finds on Cloud Run (metadata server), on AWS (container credentials) and on Azure (identity). */
  environment(): Record<string, string> {
    const address = `127.0.0.1:${portOf(this.#metadata)}`;
    return {
      HTTPS_PROXY: `http://${address}`,
      https_proxy: `http://${address}`,
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
      NODE_USE_ENV_PROXY: '1',
      SSL_CERT_FILE: this.#certificate,
      REQUESTS_CA_BUNDLE: this.#certificate,
      NODE_EXTRA_CA_CERTS: this.#certificate,
      GCE_METADATA_HOST: address,
      GCE_METADATA_IP: address,
      METADATA_SERVER_DETECTION: 'assume-present',
      GOOGLE_CLOUD_PROJECT: 'made-up-project',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://${address}/aws`,
      AWS_EC2_METADATA_DISABLED: 'true',
      IDENTITY_ENDPOINT: `http://${address}/azure`,
      IDENTITY_HEADER: 'made-up',
    };
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of [this.#metadata, this.#services]) {
      server.closeAllConnections();
      server.close();
    }
  }

  #tunnel(client: Socket): void {
    const upstream = connect(portOf(this.#services), '127.0.0.1');
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(upstream).pipe(client);
  }

  async #answerService(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'unknown'}`);
    const header = (name: string): string | undefined => request.headers[name]?.toString();
    const body = Buffer.concat(chunks).toString();
    this.seen.push({
      host: url.host,
      path: url.pathname,
      authorization: header('authorization'),
      key: header('x-goog-api-key') ?? header('api-key') ?? url.searchParams.get('key') ?? undefined,
      body,
    });
    if (this.refuses) {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify(forbidden));
      return;
    }
    const isStream = url.pathname.includes('stream');
    response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
    const answer = JSON.stringify(url.pathname.endsWith('/completions') ? completion : generated);
    response.end(isStream ? `data: ${answer}\r\n\r\n` : answer);
  }
}

const completion = {
  id: 'x',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'answered' } }],
};

const generated = {
  candidates: [{ index: 0, finishReason: 'STOP', content: { role: 'model', parts: [{ text: 'answered' }] } }],
  usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
};

const forbidden = {
  error: { code: 403, status: 'PERMISSION_DENIED', message: 'aiplatform.endpoints.predict denied' },
};

function answerMetadata(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/';
  response.setHeader('metadata-flavor', 'Google');
  const json = (value: unknown): void => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(value));
  };
  if (path.startsWith('/aws')) {
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    json({ AccessKeyId: 'of-the-role', SecretAccessKey: 'made-up', Token: token, Expiration: expiration }); return;
  }
  if (path.startsWith('/azure')) {
    const expires = Math.floor(Date.now() / 1000) + 3600;
    json({ access_token: token, expires_on: String(expires), token_type: 'Bearer', resource: 'x' }); return;
  }
  if (path.includes('/token')) { json({ access_token: token, expires_in: 3600, token_type: 'Bearer' }); return; }
  response.setHeader('content-type', 'application/text');
  if (path.includes('project-id')) return void response.end('made-up-project');
  if (path.includes('universe')) return void response.end('googleapis.com');
  if (path.includes('/service-accounts/')) {
    json({ email: 'app@made-up-project.iam.gserviceaccount.com', scopes: ['cloud-platform'], aliases: ['default'] }); return;
  }
  response.end('ok');
} // prettier-ignore

async function listen(server: {
  listen: (port: number, host: string, ready: () => void) => unknown;
}): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: { address: () => AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What a program with the stand-in's identity sends. */
export const bearer = `Bearer ${token}`;
