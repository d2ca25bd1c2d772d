import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Cli } from '../../src/cli/cli.ts';
import { runCli } from '../../src/cli/runCli.ts';
import { NodeResources } from '../../src/node/nodeResources.ts';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with captured output and nothing of this machine. */
export async function run(args: readonly string[], changes: Partial<Cli> = {}): Promise<CliRun> {
  let out = '';
  let err = '';
  let now = 0;
  const cli: Cli = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    colour: false,
    width: 100,
    cwd: tmpdir(),
    env: {},
    version: () => Promise.resolve('1.2.3'),
    clock: { now: () => (now += 5) },
    resources: new NodeResources(),
    http: { get: () => Promise.reject(new Error('no network in unit tests')) },
    exec: { run: () => Promise.reject(new Error('no programs in unit tests')) },
    host: () => ({
      platform: 'linux',
      arch: 'x64',
      release: '6.1.0',
      cpuModel: 'Some CPU',
      cpuCount: 1,
      memoryBytes: 6.5 * 2 ** 30,
    }),
    ...changes,
  };
  const code = await runCli(args, cli);
  return { code, out, err };
}

/** Folders with files in them, gone after the tests of the suite that asked for them. */
export class ProjectFolders {
  readonly #made: string[] = [];

  make(files: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(tmpdir(), 'ai-stack-cli-'));
    this.#made.push(root);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return root;
  }

  remove(): void {
    for (const root of this.#made.splice(0)) rmSync(root, { recursive: true, force: true });
  }
}
