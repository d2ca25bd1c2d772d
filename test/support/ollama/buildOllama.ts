/**
 * `node test/support/ollama/buildOllama.ts`: builds the Ollama server that the tests run against from its Go module
 * into the cache, once, and prints where it is. Takes 2 to 6 minutes the first time. Exits 2 with one sentence where
 * something is missing.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../host/findProgram.ts';
import { onExit } from '../host/children.ts';
import { cacheFolder } from '../host/folders.ts';
import { holdLock } from './holdLock.ts';

/**
 * The last version whose Go module carries the CPU backend, so that it can be built without git or CMake.
 * Directories named `vendor` are no part of a Go module, so three headers come from elsewhere.
 */
export const ollamaVersion = '0.24.0';

const goModule = `github.com/ollama/ollama@v${ollamaVersion}`;
/** Carries `miniaudio.h`, of the version that Ollama's llama.cpp was written for or near it. */
const miniaudioModule = 'github.com/gen2brain/malgo@v0.11.24';
/** Go downloads the release that a module asks for (1.26 here) by itself from this one on. */
const leastGo = '1.21';

const fileName = process.platform === 'win32' ? 'ollama.exe' : 'ollama';

/** Where the built program is or will be. */
export const builtOllama = join(cacheFolder, `ollama-${ollamaVersion}`, fileName);

/** What is missing on this machine, as one sentence for a person. */
export class MissingPart extends Error {}

/** Builds the server unless it is in the cache, and returns its path; throws `MissingPart` where it cannot. */
export async function buildOllama(): Promise<string> {
  if (existsSync(builtOllama)) return builtOllama;
  mkdirSync(cacheFolder, { recursive: true });
  const release = await holdLock(join(cacheFolder, `ollama-${ollamaVersion}.lock`));
  try {
    if (!existsSync(builtOllama)) buildNow();
    return builtOllama;
  } finally {
    release();
  }
}

function buildNow(): void {
  const go = requireGo();
  const compiler = requireCompiler();
  const draft = mkdtempSync(join(cacheFolder, 'building-ollama-'));
  onExit(() => rmSync(draft, { recursive: true, force: true }));
  const include = join(draft, 'include');
  copyMiniaudio(go, include);
  const includes = [`-I${include}`, ...stbFolders(compiler).map((folder) => `-I${folder}`)];
  requireHeaders(compiler, includes, draft);
  console.log(`Building Ollama ${ollamaVersion} (once, 2 to 6 minutes).`);
  const flags = ['-trimpath', `-ldflags=-s -w -X=github.com/ollama/ollama/version.Version=${ollamaVersion}`];
  run(go, ['install', ...flags, goModule], {
    GOBIN: draft,
    GOFLAGS: '-mod=mod',
    CGO_ENABLED: '1',
    CGO_CFLAGS: '-O2',
    CGO_CXXFLAGS: ['-O2', ...includes].join(' '),
  });
  mkdirSync(join(builtOllama, '..'), { recursive: true });
  renameSync(join(draft, fileName), builtOllama);
}

function requireGo(): string {
  const go = findProgram('go');
  if (go === undefined) {
    throw new MissingPart(`Go is not installed: building Ollama takes Go ${leastGo} or newer (go.dev/dl).`);
  }
  const version = /go(\d+)\.(\d+)/.exec(run(go, ['env', 'GOVERSION'], {}));
  const [major = 0, minor = 0] = version?.slice(1).map(Number) ?? [];
  const [leastMajor = 0, leastMinor = 0] = leastGo.split('.').map(Number);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    throw new MissingPart(
      `Go ${String(major)}.${String(minor)} is too old to build Ollama: install Go ${leastGo} or newer (go.dev/dl).`,
    );
  }
  return go;
}

function requireCompiler(): string {
  const compiler = findProgram('g++', 'clang++', 'c++');
  if (compiler === undefined) {
    throw new MissingPart('There is no C++ compiler (Debian and Ubuntu: apt-get install g++).');
  }
  return compiler;
}

function copyMiniaudio(go: string, include: string): void {
  const answer = JSON.parse(run(go, ['mod', 'download', '-json', miniaudioModule], {})) as { Dir?: string };
  if (answer.Dir === undefined) {
    throw new MissingPart(`Go could not download ${miniaudioModule}: check the network and GOPROXY.`);
  }
  const folder = join(include, 'miniaudio');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(answer.Dir, 'miniaudio.h'), join(folder, 'miniaudio.h'));
}

/** Debian puts `stb_image.h` one folder below the compiler's own; Ollama names it without. */
function stbFolders(compiler: string): string[] {
  const search = spawnSync(compiler, ['-E', '-x', 'c++', '-', '-v'], { input: '', encoding: 'utf8' });
  const listed = /#include <\.\.\.>[^\n]*\n([\s\S]*?)End of search list/.exec(search.stderr)?.[1] ?? '';
  const folders = listed.split('\n').map((line) => join(line.trim(), 'stb'));
  return folders.filter((folder) => existsSync(join(folder, 'stb_image.h')));
}

function requireHeaders(compiler: string, includes: readonly string[], folder: string): void {
  const packages = { 'nlohmann/json.hpp': 'nlohmann-json3-dev', 'stb_image.h': 'libstb-dev' };
  for (const [header, name] of Object.entries(packages)) {
    const probe = join(folder, 'probe.cpp');
    writeFileSync(probe, `#include <${header}>\n`);
    const result = spawnSync(compiler, ['-std=c++17', '-E', ...includes, probe], { stdio: 'ignore' });
    if (result.status !== 0) {
      throw new MissingPart(
        `The C++ header ${header} is missing (Debian and Ubuntu: apt-get install ${name}).`,
      );
    }
  }
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  const result = spawnSync(program, args, {
    cwd: cacheFolder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    const words = (result.error?.message ?? `${result.stdout}${result.stderr}`).trim().slice(-3000);
    throw new MissingPart(`${[program, ...args].join(' ')} failed:\n${words}`);
  }
  return result.stdout;
}

if (import.meta.main) {
  try {
    console.log(await buildOllama());
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
