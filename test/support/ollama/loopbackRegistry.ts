import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { LoopbackCertificate } from './loopbackCertificate.ts';
import { tinyGguf, type TinyGgufOptions } from './tinyGguf.ts';

/**
 * A model registry on the loopback address that a real server pulls from: the name is
 * `${registry.host}/library/tiny:latest`. Without a certificate the pull must be `insecure`; with one, the server
 * must trust it by `SSL_CERT_FILE`. Source of the protocol: the server's `server/download.go` and
 * `server/images.go` (manifests and blobs as in the OCI distribution specification, layers by ranges from the address
 * that a redirect names).
 */
export interface LoopbackRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** Every request so far; may be emptied. */
  readonly requests: RegistryRequest[];
  /** How many bytes of layers were sent. */
  readonly sentBytes: number;
  /** What goes wrong, or slowly; may be changed at any time. */
  behaviour: RegistryBehaviour;
  /** Offers a model as `library/NAME:TAG` and returns the name to pull. */
  publish(name: string, layers: readonly RegistryLayer[]): string;
  close(): Promise<void>;
}

export interface RegistryRequest {
  readonly method: string;
  readonly path: string;
  /** As in the request: `bytes=100-199`. */
  readonly range?: string;
}

export interface RegistryLayer {
  /** `application/vnd.ollama.image.model`, `….template`, `….params`, …. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface RegistryBehaviour {
  /** How fast layers are sent; as fast as they are read unless said. */
  readonly bytesPerSecond?: number;
  /** The connection is cut once this many bytes of a layer were sent in all; then it is well again. */
  readonly cutAfter?: number;
  /** Layers are answered with this status instead. */
  readonly layerStatus?: number;
  /** Other bytes of the same length are sent, so that the digest does not fit. */
  readonly corrupt?: boolean;
}

/** The layers of a tiny model: weights, and a template and parameters as a published model has them. */
export function tinyLayers(options: TinyGgufOptions = {}): RegistryLayer[] {
  return [
    { mediaType: 'application/vnd.ollama.image.model', bytes: tinyGguf(options) },
    { mediaType: 'application/vnd.ollama.image.template', bytes: Buffer.from('{{ .System }} {{ .Prompt }}') },
    {
      mediaType: 'application/vnd.ollama.image.params',
      bytes: Buffer.from('{"stop":["END"],"temperature":0.5}'),
    },
  ];
}

export async function startLoopbackRegistry(certificate?: LoopbackCertificate): Promise<LoopbackRegistry> {
  const registry = new Registry(certificate);
  await registry.listen();
  return registry;
}

const chunkBytes = 16 * 1024;

class Registry implements LoopbackRegistry {
  readonly requests: RegistryRequest[] = [];
  sentBytes = 0;
  behaviour: RegistryBehaviour = {};
  private readonly manifests = new Map<string, Uint8Array>();
  private readonly blobs = new Map<string, Uint8Array>();
  private readonly scheme: 'http' | 'https';
  private readonly server: Server;

  constructor(certificate: LoopbackCertificate | undefined) {
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      void this.answer(request, response);
    };
    this.scheme = certificate === undefined ? 'http' : 'https';
    this.server = certificate === undefined ? createServer(answer) : createTlsServer(certificate, answer);
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  publish(name: string, layers: readonly RegistryLayer[]): string {
    const [model = name, tag = 'latest'] = name.split(':');
    const config = {
      model_format: 'gguf',
      model_family: 'llama',
      model_families: ['llama'],
      model_type: '100K',
      file_type: 'F16',
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: layers.map(({ bytes }) => digestOf(bytes)) },
    };
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: this.keep(
        'application/vnd.docker.container.image.v1+json',
        Buffer.from(JSON.stringify(config)),
      ),
      layers: layers.map(({ mediaType, bytes }) => this.keep(mediaType, bytes)),
    };
    this.manifests.set(`/v2/library/${model}/manifests/${tag}`, Buffer.from(JSON.stringify(manifest)));
    return `${this.host}/library/${model}:${tag}`;
  }

  private keep(mediaType: string, bytes: Uint8Array): { mediaType: string; digest: string; size: number } {
    const digest = digestOf(bytes);
    this.blobs.set(digest, bytes);
    return { mediaType, digest, size: bytes.length };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const { range } = request.headers;
    this.requests.push({ method: request.method ?? '', path, ...(range === undefined ? {} : { range }) });
    const manifest = this.manifests.get(path);
    const blob = this.blobs.get(path.slice(path.lastIndexOf('/') + 1));
    const { layerStatus } = this.behaviour;
    if (manifest !== undefined) {
      response.end(manifest);
    } else if (blob === undefined) {
      response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    } else if (layerStatus !== undefined) {
      response.writeHead(layerStatus).end('not now');
    } else if (request.method === 'HEAD') {
      response.writeHead(200, { 'Content-Length': blob.length }).end();
    } else if (path.startsWith('/v2/')) {
      // As registries do, layers lie with another host: the server then asks that one for ranges.
      response
        .writeHead(307, { Location: `${this.scheme}://localhost:${this.port}/layers/${digestOf(blob)}` })
        .end();
    } else {
      await this.send(blob, range, response);
    }
  }

  private async send(blob: Uint8Array, range: string | undefined, response: ServerResponse): Promise<void> {
    const [from = 0, to = blob.length - 1] =
      /(\d+)-(\d+)/
        .exec(range ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    const part =
      this.behaviour.corrupt === true ? new Uint8Array(to + 1 - from) : blob.subarray(from, to + 1);
    response.writeHead(range === undefined ? 200 : 206, {
      'Content-Length': part.length,
      'Content-Range': `bytes ${from}-${to}/${blob.length}`,
    });
    for (let at = 0; at < part.length && !response.destroyed; at += chunkBytes) {
      const chunk = part.subarray(at, at + chunkBytes);
      await this.pace(chunk.length);
      const { cutAfter } = this.behaviour;
      if (cutAfter !== undefined && this.sentBytes >= cutAfter) {
        this.behaviour = {};
        // What was sent must arrive before the connection ends.
        response.write('', () => response.socket?.end());
        return;
      }
      this.sentBytes += chunk.length;
      await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
    }
    response.end();
  }

  private async pace(bytes: number): Promise<void> {
    const { bytesPerSecond } = this.behaviour;
    if (bytesPerSecond === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, (bytes / bytesPerSecond) * 1000));
  }
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
