import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { spawn } from 'node:child_process';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';

/** What `gcloud` did, as it was called: the words of each call, in order. */
const script = `#!/usr/bin/env bash
set -euo pipefail
state=\${FAKE_GCLOUD:?}
printf '%s\\n' "$*" >>"$state/calls"
if [[ -n "\${FAKE_FAILS:-}" && "$*" == *"$FAKE_FAILS"* ]]; then
  echo "ERROR: (gcloud) it does not work today" >&2
  exit 1
fi
case "$*" in
  'artifacts repositories describe '*) [[ -f "$state/repository" ]] && cat "$state/repository" ;;
  'artifacts repositories create '*)
    for word in "$@"; do
      if [[ "$word" == --labels=made-for=* ]]; then echo "\${word#*made-for=}" >"$state/repository"; fi
    done
    ;;
  'artifacts repositories delete '*) rm "$state/repository" ;;
  'iam service-accounts describe '*) [[ -f "$state/account" ]] ;;
  'secrets versions describe '*) [[ -f "$state/secret" ]] ;;
  'builds submit '*) touch "$state/built" ;;
  'artifacts docker images describe '*) if [[ -f "$state/built" ]]; then printf 'sha256:%064d\\n' 7; fi ;;
  'run services replace '*) cp "$4" "$state/service.yaml" ;;
  'run services describe '*) [[ -f "$state/service.yaml" ]] && cat "$state/url" ;;
  'run services delete '*) rm "$state/service.yaml" ;;
  'auth print-identity-token'*) echo token-of-a-user ;;
esac
`;

/** Programs that answer as gcloud and docker do, and write down what they were asked. */
export class FakeGcloud {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fake gcloud-'));
  readonly #project: string;

  /** `files` are written to a folder; its name has a space in it. */
  constructor(files: readonly GeneratedFile[]) {
    this.#project = join(this.#folder, 'my project');
    for (const file of files) this.write(file);
    this.write({ path: '../bin/gcloud', content: script, executable: true });
    this.write({
      path: '../bin/docker',
      content: script.replace('"$*" >>', '"docker $*" >>'),
      executable: true,
    });
    this.has('account');
    this.has('secret');
    this.state('url', 'https://service.example\n');
  }

  write({ path, content, executable }: GeneratedFile): void {
    const target = join(this.#project, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    if (executable) chmodSync(target, 0o755);
  }

  /** That something is in the cloud: `repository`, `account`, `secret`. */
  has(what: string, text = ''): void {
    this.state(what, text);
  }

  lacks(what: string): void {
    rmSync(join(this.#folder, what), { force: true });
  }

  state(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }

  /** What was asked since the last time. */
  calls(): string[] {
    const path = join(this.#folder, 'calls');
    const calls = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
    rmSync(path, { force: true });
    return calls;
  }

  /** The service as it was sent. */
  deployed(): string {
    return readFileSync(join(this.#folder, 'service.yaml'), 'utf8');
  }

  get hasService(): boolean {
    return existsSync(join(this.#folder, 'service.yaml'));
  }

  /** Runs one of the scripts; the folder that it runs in is another one. */
  run(
    path: string,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ readonly status: number | null; readonly out: string; readonly said: string }> {
    const child = spawn('bash', [join(this.#project, path), ...args], {
      cwd: tmpdir(),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: [join(this.#folder, 'bin'), process.env['PATH']].join(delimiter),
        HOME: this.#folder,
        FAKE_GCLOUD: this.#folder,
        RETRY_SECONDS: '0.05',
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
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
