/**
 * `node test/support/ollama/recordVerdicts.ts`: asks a real server what it says of each Modelfile in
 * `verdictCases.ts`, by its own `ollama create`, and writes `test/fixtures/modelfile/verdicts.json`.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PathKind } from '../../../src/core/ollama/modelfile/modelfile.ts';
import { modelfilePaths } from '../../../src/core/ollama/modelfile/modelfilePaths.ts';
import { hasWeights } from '../../../src/core/ollama/modelfile/values/pathLook.ts';
import { temporaryFolder } from '../host/folders.ts';
import { ollamaVersion } from './buildOllama.ts';
import { createTinyModel, startRealServer, type RealServer } from './realServer.ts';
import { tinyGguf } from './tinyGguf.ts';
import { verdictCases, type VerdictCase } from './verdictCases.ts';

/** What the server made of a Modelfile: `pulled` where it went to look for the base model in a registry. */
export type Outcome = 'created' | 'refused' | 'pulled';

export interface Verdict extends VerdictCase {
  readonly outcome: Outcome;
  /** The server's own, with `<folder>` for the folder that it ran in. */
  readonly words?: string;
  /** What the paths in the text were on disk. */
  readonly paths?: Readonly<Record<string, PathKind>>;
}

export interface VerdictTable {
  readonly serverVersion: string;
  readonly cases: readonly Verdict[];
}

const file = resolve(import.meta.dirname, '../../fixtures/modelfile/verdicts.json');

/** The table as it was recorded. */
export function loadVerdicts(): VerdictTable {
  return JSON.parse(readFileSync(file, 'utf8')) as VerdictTable;
}

/** Asks a server about every Modelfile, one after another. It has, or gets, a tiny model called `base`. */
export async function recordVerdicts(
  server: RealServer,
  cases: readonly VerdictCase[] = verdictCases,
): Promise<VerdictTable> {
  await createTinyModel(server.endpoint, 'base');
  const folder = temporaryFolder('verdicts');
  writeVerdictFolder(folder);
  const verdicts: Verdict[] = [];
  for (const each of cases) verdicts.push(await askServer(server, each, folder));
  // Built without the linker's flags, a server calls itself 0.0.0.
  const serverVersion = server.version === '0.0.0' ? ollamaVersion : server.version;
  return { serverVersion, cases: verdicts };
}

/** The files that Modelfiles of the table name. */
function writeVerdictFolder(folder: string): void {
  for (const name of ['weights', 'empty']) mkdirSync(join(folder, name), { recursive: true });
  const model = tinyGguf({ name: 'verdicts' });
  for (const name of ['tiny.gguf', 'with space.gguf', 'weights/tiny.gguf'])
    writeFileSync(join(folder, name), model);
  writeFileSync(join(folder, 'notes.txt'), 'Nothing to see here.\n');
}

async function askServer(server: RealServer, asked: VerdictCase, folder: string): Promise<Verdict> {
  writeFileSync(join(folder, 'Modelfile'), encoded(asked));
  const said = await runCreate(server, folder);
  const paths = pathKinds(asked.text, folder);
  const known = Object.keys(paths).length > 0 ? { ...asked, paths } : asked;
  if (said === undefined) return { ...known, outcome: 'created' };
  const words = said.replaceAll(folder, '<folder>').replaceAll(homeOf(server), '<home>');
  const isPull = /^(?:pull model manifest|pulling manifest)/.test(words);
  // What a registry says depends on the network.
  return isPull ? { ...known, outcome: 'pulled' } : { ...known, outcome: 'refused', words };
}

function homeOf({ env }: RealServer): string {
  return env['HOME'] ?? homedir();
}

/** The error that `ollama create` prints, or undefined when the model was created. */
function runCreate({ program, env }: RealServer, folder: string): Promise<string | undefined> {
  return new Promise((done, fail) => {
    const options = { cwd: folder, env: { ...env }, timeout: 60_000 };
    execFile(program, ['create', 'verdict', '-f', 'Modelfile'], options, (error, _, stderr) => {
      const plain = stderr.replace(/\u001b\[[\d;?]*[a-zA-Z]/g, '');
      const said = /Error: ([^]*)$/.exec(plain)?.[1]?.trim();
      if (error && said === undefined) fail(new Error(`ollama create ended without a word: ${plain}`));
      else done(error ? said : undefined);
    });
  });
}

function encoded({ text, encoding }: VerdictCase): Buffer {
  if (encoding === undefined) return Buffer.from(text, 'utf8');
  const marked = `\ufeff${text}`;
  if (encoding === 'utf-8-bom') return Buffer.from(marked, 'utf8');
  const little = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16le' ? little : little.swap16();
}

function pathKinds(text: string, folder: string): Record<string, PathKind> {
  const paths = modelfilePaths(text).map(({ path }) => path);
  return Object.fromEntries([...new Set(paths)].map((path) => [path, kindOf(path, folder)]));
}

/** Nothing of the table lies at home. */
function kindOf(path: string, folder: string): PathKind {
  const found = path.startsWith('~') ? undefined : statSync(resolve(folder, path), { throwIfNoEntry: false });
  if (!found) return 'missing';
  if (!found.isDirectory()) return isModel(resolve(folder, path)) ? 'file' : 'file-without-weights';
  return hasWeights(readdirSync(resolve(folder, path))) ? 'folder' : 'folder-without-weights';
}

function isModel(path: string): boolean {
  return path.endsWith('.safetensors') || readFileSync(path).subarray(0, 4).toString() === 'GGUF';
}

if (import.meta.main) {
  const server = await startRealServer();
  try {
    const table = await recordVerdicts(server);
    mkdirSync(resolve(file, '..'), { recursive: true });
    writeFileSync(file, `${JSON.stringify(table, null, 1)}\n`);
    const count = (outcome: Outcome) => table.cases.filter((each) => each.outcome === outcome).length;
    console.log(
      `${table.cases.length} Modelfiles on Ollama ${table.serverVersion}: ${count('created')} created, ${count('refused')} refused, ${count('pulled')} pulled.`,
    );
  } finally {
    await server.stop();
  }
}
