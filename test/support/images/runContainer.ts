import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onExit, spawnGuarded, type GuardedChild } from '../host/children.ts';
import { temporaryFolder } from '../host/folders.ts';
import { inspectImage, type ImageConfig } from './buildImage.ts';
import { buildahNow } from './imageStore.ts';
import { removeContainer, removeLeftovers, runc, runcOptions, runtimeConfiguration } from './runtime.ts';

export interface RunOptions {
  readonly image: string;
  /** Beside the image's own; PORT is set to a free one. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Instead of the image's command; its entry point stays. */
  readonly command?: readonly string[];
  /** True unless said: nothing but /tmp can be written. */
  readonly readOnly?: boolean;
  /** The most memory that it may take. */
  readonly memoryMiB?: number;
  /** Folders of this machine by their places in the container, read-only. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** Asked until it answers 2xx; none: it counts as started at once. */
  readonly readyPath?: string;
  readonly startSeconds?: number;
}

export interface RunningContainer {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  /** From the start until the first answer. */
  readonly startSeconds: number;
  logs(): string;
  /** What the kernel says of process 1, not what it says itself. */
  identity(): ContainerIdentity;
  /** Runs the image's HEALTHCHECK in the container as Docker does: its exit status and output. */
  healthcheck(): { readonly status: number | null; readonly output: string };
  /** Runs a command in the container, as its user. */
  execute(...command: readonly string[]): { readonly status: number | null; readonly output: string };
  /** What happens when root makes a file in the root file system. */
  writeAsRoot(): { readonly status: number | null; readonly output: string };
  /** Sends SIGTERM, and SIGKILL after ten seconds as Cloud Run does. */
  stop(): Promise<StoppedContainer>;
}

export interface ContainerIdentity {
  readonly uid: number;
  readonly gid: number;
  /** The name of process 1's program. */
  readonly program: string;
  readonly capabilities: bigint;
  readonly noNewPrivileges: boolean;
  readonly hasReadOnlyRoot: boolean;
}

export interface StoppedContainer {
  readonly seconds: number;
  /** True where SIGTERM was not enough. */
  readonly killed: boolean;
  readonly status: number | null;
}

const graceSeconds = 10;

/**
 * Starts an image in a container of its own: its user without any capability, process 1 of its own process tree, and
 * a root file system that is mounted read-only. It shares the network with this machine. Ends with this process.
 */
export async function runContainer(options: RunOptions): Promise<RunningContainer> {
  removeLeftovers();
  const port = await freePort();
  const container = new Container(options, port);
  try {
    await container.waitUntilReady();
    return container;
  } catch (error) {
    await container.stop();
    throw error;
  }
}

let started = 0;

class Container implements RunningContainer {
  readonly baseUrl: string;
  startSeconds = 0;
  private readonly id = `ai-stack-${process.pid}-${++started}`;
  private readonly bundle = temporaryFolder('container');
  private readonly image: ImageConfig;
  private readonly child: GuardedChild;
  private exitStatus: number | null | undefined;
  private readonly options: RunOptions;

  constructor(options: RunOptions, port: number) {
    this.options = options;
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.image = inspectImage(options.image);
    onExit(() => this.remove());
    buildahNow('from', '--pull-never', '--name', this.id, options.image);
    const root = buildahNow('mount', this.id);
    const hosts = join(this.bundle, 'hosts');
    writeFileSync(hosts, '127.0.0.1 localhost\n');
    const configuration = runtimeConfiguration(options, this.image, { root, hosts, port });
    writeFileSync(join(this.bundle, 'config.json'), JSON.stringify(configuration));
    this.child = spawnGuarded('runc', [...runcOptions(), 'run', '--bundle', this.bundle, this.id]);
    void this.child.exited.then((status) => (this.exitStatus = status));
  }

  async waitUntilReady(): Promise<void> {
    const { readyPath, startSeconds = 60 } = this.options;
    const began = performance.now();
    const deadline = began + startSeconds * 1000;
    while (readyPath !== undefined && !(await answers(`${this.baseUrl}${readyPath}`))) {
      if (this.exitStatus !== undefined) throw new Error(`The container ended by itself:\n${this.logs()}`);
      if (performance.now() > deadline) {
        throw new Error(`The container did not answer ${readyPath} in ${startSeconds} s:\n${this.logs()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.startSeconds = (performance.now() - began) / 1000;
  }

  logs(): string {
    return this.child.output();
  }

  identity(): ContainerIdentity {
    const pid = this.processId();
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
    const mounts = readFileSync(`/proc/${pid}/mountinfo`, 'utf8').split('\n');
    const root = mounts
      .map((line) => line.split(' '))
      .filter((words) => words[4] === '/')
      .at(-1);
    return {
      uid: Number(field('Uid')),
      gid: Number(field('Gid')),
      program: field('Name'),
      capabilities: BigInt(`0x${field('CapEff')}`) | BigInt(`0x${field('CapBnd')}`),
      noNewPrivileges: field('NoNewPrivs') === '1',
      hasReadOnlyRoot: root?.[5]?.split(',').includes('ro') === true,
    };
  }

  healthcheck(): { status: number | null; output: string } {
    const [kind, ...words] = this.image.healthcheck ?? [];
    if (kind === 'CMD') return this.execute(...words);
    if (kind === 'CMD-SHELL') return this.execute('/bin/sh', '-c', words.join(' '));
    throw new Error('The image has no HEALTHCHECK.');
  }

  execute(...command: readonly string[]): { status: number | null; output: string } {
    return this.enter([this.id, ...command]);
  }

  writeAsRoot(): { status: number | null; output: string } {
    return this.enter(['--user', '0:0', this.id, 'touch', '/written']);
  }

  private enter(words: readonly string[]): { status: number | null; output: string } {
    const args = [...runcOptions(), 'exec', ...words];
    const { status, stdout, stderr } = spawnSync('runc', args, { encoding: 'utf8', timeout: 60_000 });
    return { status, output: `${stdout}${stderr}` };
  }

  async stop(): Promise<StoppedContainer> {
    const began = performance.now();
    let killed = false;
    if (this.exitStatus === undefined) {
      runc('kill', this.id, 'TERM');
      const late = setTimeout(() => {
        killed = true;
        runc('kill', this.id, 'KILL');
      }, graceSeconds * 1000);
      await this.child.exited;
      clearTimeout(late);
    }
    const seconds = (performance.now() - began) / 1000;
    this.remove();
    return { seconds, killed, status: this.exitStatus ?? null };
  }

  private processId(): number {
    const { stdout } = spawnSync('runc', [...runcOptions(), 'state', this.id], { encoding: 'utf8' });
    const { pid } = JSON.parse(stdout) as { pid: number };
    return pid;
  }

  private remove(): void {
    removeContainer(this.id);
    this.child.kill();
    rmSync(this.bundle, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    // A connection that is kept open would keep some servers from ending.
    const options = { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) };
    const response = await fetch(url, options);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
