import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { startInRoot } from './scaffoldRoot.ts';

/** How a server ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The scaffold as uvicorn serves it. */
export class ScaffoldServer {
  readonly url: string;
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#child = child;
    const take = (data: Buffer): void => void (this.#output += data.toString());
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  /** Starts it on a free port, and waits until it answers at all; use `ready` to wait for the model. */
  static async start(
    root: string,
    project: string,
    env: Readonly<Record<string, string>>,
  ): Promise<ScaffoldServer> {
    const port = await freePort();
    const args = ['uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', String(port)];
    const server = new ScaffoldServer(startInRoot(root, args, { project, env }), port);
    await Promise.race([
      server.#until(async () => (await fetch(`${server.url}/health`)).ok, 60),
      server.ended,
    ]);
    return server;
  }

  /** Waits until the model is loaded. */
  async ready(): Promise<this> {
    await this.#until(async () => (await this.get('/ready')).status === 200, 60);
    return this;
  }

  /** Waits until a metric has this value. */
  async metricIs(name: string, value: number): Promise<void> {
    await this.#until(async () => (await this.metric(name)) === value, 15);
  }

  async metric(name: string): Promise<number | undefined> {
    const text = await (await this.get('/metrics')).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  }

  get(path: string): Promise<Response> {
    return fetch(this.url + path);
  }

  post(path: string, body: unknown, more: RequestInit = {}): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(more.headers as Record<string, string>) };
    return fetch(this.url + path, { method: 'POST', body: JSON.stringify(body), ...more, headers });
  }

  /** Entries of its log, in order; fails for a line that is no JSON. */
  entries(): Record<string, unknown>[] {
    const lines = this.output()
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Waits for an entry of its log: that of a request comes after the answer. */
  async entry(wanted: (entry: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    await this.#until(() => Promise.resolve(this.entries().some(wanted)), 15);
    return this.entries().find(wanted) ?? {};
  }

  /** Standard output and error. */
  output(): string {
    return this.#output;
  }

  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  async #until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      if (await holds().catch(() => false)) return;
      if (Date.now() > deadline)
        throw new Error(`Not within ${seconds} s. The server says:\n${this.output()}`);
      if (this.#child.exitCode !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The events of a stream, as they come; `[DONE]` is the last of a whole one. */
export async function* events(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield text.slice(0, end).replace(/^data: /, '');
      text = text.slice(end + 2);
    }
  }
}
