import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';
import { answerGcloud } from './identityGcloud.ts';

/** What there is in a Google Cloud project, as far as an identity goes. */
export interface CloudState {
  project: string;
  number: string;
  region: string;
  apis: string[];
  accounts: Record<string, { disabled: boolean; keys: string[]; unknownFor: number }>;
  /** By `project:ID`, `bucket:NAME`, `secret:…`, `repository:…`, `service-account:ADDRESS`, `service:…`: role, member, condition. */
  policies: Record<string, [role: string, member: string, condition: string][]>;
  services: Record<string, { account: string; variables: string[]; unchecked: boolean }>;
  pools: Record<string, 'ACTIVE' | 'DELETED'>;
  providers: Record<string, { state: 'ACTIVE' | 'DELETED'; condition: string; mapping: string; issuer: string }>;
  /** `name,location,pool` of each. */
  clusters: string[];
  /** Grants to a new account that are refused before it is known everywhere. */
  newAccountsUnknownFor: number;
  /** Calls with these words in them fail. */
  fails?: string;
} // prettier-ignore

export interface ScriptRun {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
}

/** A project that is new, with what must be there before its identity: buckets, secrets, a repository. */
export function newProject(project: string, region: string, resources: readonly string[] = []): CloudState {
  const policies = [`project:${project}`, ...resources].map((key) => [key, []] as const);
  return {
    project,
    number: '123456789012',
    region,
    apis: ['cloudresourcemanager.googleapis.com', 'storage.googleapis.com'],
    accounts: {},
    policies: Object.fromEntries(policies.map(([key]) => [key, []])),
    services: {},
    pools: {},
    providers: {},
    clusters: [],
    newAccountsUnknownFor: 0,
  };
}

/** Runs generated scripts against a gcloud that keeps what it is told. The folder's name has spaces in it. */
export class IdentityCloud {
  /** What there is; to be changed and compared at will. */
  state: CloudState;
  readonly #folder = mkdtempSync(join(tmpdir(), 'identity cloud-'));
  readonly #server: Server;
  #calls: string[] = [];

  private constructor(state: CloudState, server: Server) {
    this.state = state;
    this.#server = server;
  }

  static async start(files: readonly GeneratedFile[], state: CloudState): Promise<IdentityCloud> {
    const server = createServer((socket) => cloud.#answer(socket));
    const cloud = new IdentityCloud(state, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const file of files) cloud.#write(join('my project', file.path), file.content);
    cloud.program('gcloud', shim((server.address() as AddressInfo).port));
    return cloud;
  }

  /** A program on the PATH: gcloud itself, kubectl, gh. */
  program(name: string, script: string): void {
    this.#write(join('bin', name), `#!/usr/bin/env bash\n${script}\n`);
  }

  /** A copy that later runs do not change. */
  copy(): CloudState {
    return structuredClone(this.state);
  }

  /** What was asked since the last time, of the calls that are no mere questions. */
  changes(): string[] {
    const calls = this.#calls;
    this.#calls = [];
    return calls;
  }

  run(path: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<ScriptRun> {
    const child = spawn('bash', [join(this.#folder, 'my project', path), ...args], {
      cwd: tmpdir(),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: [join(this.#folder, 'bin'), '/usr/bin', '/bin'].join(delimiter),
        HOME: this.#folder,
        RETRY_SECONDS: '0.01',
        ...env,
      },
    });
    let out = '';
    let said = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, out, said }));
    });
  }

  remove(): void {
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(path: string, content: string): void {
    const target = join(this.#folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { mode: 0o755 });
  }

  #answer(socket: Socket): void {
    let asked = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (data: Buffer) => {
      asked += data.toString();
      if (!asked.endsWith('\n')) return;
      const args = asked.slice(0, -2).split(separator);
      const { status, text, call } = answerGcloud(this.state, args);
      if (call && !/(?:get-iam-policy|list|describe)$/.test(call.command)) this.#calls.push(args.join(' '));
      socket.end(`${status}\n${text}`);
    });
  }
}

/** Between the words of a call; none of them has it. */
const separator = '\u001f';

/** `gcloud` hands its words over and prints the answer; a program that starts faster than Node does. */
function shim(port: number): string {
  return `exec 3<>/dev/tcp/127.0.0.1/${port}
printf '%s\\037' "$@" >&3
printf '\\n' >&3
read -r status <&3
if [[ "$status" == 0 ]]; then cat <&3; else cat <&3 >&2; fi
exit "$status"`;
}
