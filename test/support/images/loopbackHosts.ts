import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { loopbackAuthority, standInHosts } from './loopbackAuthority.ts';

/** Answers one request, or says with false that it is none of its own. */
export type Site = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A server on the loopback address that is, for builds alone, the hosts that builds download from beside PyPI. */
export interface LoopbackHosts {
  /** `NAME:ADDRESS` of each, as `buildah build --add-host` takes them. */
  readonly hosts: readonly string[];
  /** `GET host/path`, in their order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Starts it with a site for each host; hosts without a site answer 404. */
export async function startLoopbackHosts(
  sites: Readonly<Partial<Record<(typeof standInHosts)[number], Site>>>,
): Promise<LoopbackHosts> {
  const requests: string[] = [];
  const { cert, key } = loopbackAuthority();
  const server = createServer({ cert, key }, (request, response) => {
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    requests.push(`${request.method ?? ''} ${host}${request.url ?? ''}`);
    const site = (sites as Readonly<Record<string, Site | undefined>>)[host];
    if (site?.(request, response) !== true) response.writeHead(404).end();
  });
  const address = await listenSomewhere(server);
  return {
    hosts: standInHosts.map((host) => `${host}:${address}`),
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Clients ask for port 443, so each such server that runs at a time has a loopback address of its own. */
async function listenSomewhere(server: ReturnType<typeof createServer>): Promise<string> {
  for (let last = 1; last < 32; last++) {
    const address = `127.0.66.${last}`;
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(443, address, () => resolve(undefined));
    });
    server.removeAllListeners('error');
    if (error === undefined) return address;
    if (error.code !== 'EADDRINUSE') throw error;
  }
  throw new Error('No loopback address has port 443 free.');
}

/** An index of Python packages below `/whl/<variant>/`, of the wheels in a folder (PEP 503, 658 and 714). */
export function wheelIndex(folder: string, variant = 'cpu'): Site {
  const wheels = readdirSync(folder).filter((name) => name.endsWith('.whl'));
  const nameOf = (wheel: string): string => (wheel.split('-')[0] ?? '').replaceAll('_', '-').toLowerCase();
  const links = new Map<string, string>();
  for (const wheel of wheels) {
    const metadata = `sha256=${digestOf(join(folder, `${wheel}.metadata`))}`;
    const href = `/whl/${variant}/${encodeURIComponent(wheel)}#sha256=${digestOf(join(folder, wheel))}`;
    const link = `<a href="${href}" data-core-metadata="${metadata}" data-dist-info-metadata="${metadata}">${wheel}</a>\n`;
    links.set(nameOf(wheel), `${links.get(nameOf(wheel)) ?? ''}${link}`);
  }
  return (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'https://loopback').pathname);
    const [, project = ''] = new RegExp(`^/whl/${variant}/([^/]+)/?$`).exec(path) ?? [];
    const page = links.get(project);
    if (page !== undefined) {
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<!DOCTYPE html><html><body>\n${page}</body></html>\n`);
    } else if (wheels.some((wheel) => project === wheel || project === `${wheel}.metadata`)) {
      sendFile(join(folder, project), request, response);
    } else {
      return false;
    }
    return true;
  };
}

/** Models of the hub, by name and then by file: `{ 'acme/tiny': '/folder/with/its/files' }`. */
export function modelHub(models: Readonly<Record<string, string>>): Site {
  return (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'https://loopback').pathname);
    const [, asked, rest = ''] = /^\/(?:api\/models\/)?([\w.-]+\/[\w.-]+)\/(.*)$/.exec(path) ?? [];
    const folder = asked === undefined ? undefined : models[asked];
    if (asked === undefined || folder === undefined) return false;
    const files = readdirSync(folder);
    const commit = createHash('sha1').update(asked).digest('hex');
    const [kind, , file = ''] = rest.split('/');
    if (kind === 'revision') {
      const siblings = files.map((rfilename) => ({ rfilename }));
      sendJson(response, {
        id: asked,
        modelId: asked,
        sha: commit,
        private: false,
        gated: false,
        siblings,
        tags: [],
      });
    } else if (kind === 'tree') {
      const entries = files.map((name) => ({
        type: 'file',
        path: name,
        size: statSync(join(folder, name)).size,
        oid: commit,
      }));
      sendJson(response, entries);
    } else if (kind === 'resolve' && files.includes(file)) {
      response.setHeader('X-Repo-Commit', commit);
      response.setHeader('ETag', `"${digestOf(join(folder, file))}"`);
      sendFile(join(folder, file), request, response);
    } else {
      return false;
    }
    return true;
  };
}

/** Passes requests on to another server of the loopback address: `127.0.0.1:5000`. */
export function forwardTo(host: string): Site {
  return (request, response) => {
    const [hostname, port] = host.split(':');
    const { method, url: path, headers } = request;
    const onward = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.writeHead(502).end());
    request.pipe(onward);
    return true;
  };
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

function sendFile(path: string, request: IncomingMessage, response: ServerResponse): void {
  const { size } = statSync(path);
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  const isPart = request.headers.range !== undefined && start <= end;
  response.writeHead(isPart ? 206 : 200, {
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    ...(isPart && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) response.end();
  else createReadStream(path, { start, end }).pipe(response);
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
