// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { existsSync, realpathSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { brewPrefixOf, bundleOf } from '../../../core/ollama/server/appPlan.ts';
import type { StartFacts } from '../../../core/ollama/server/startPlan.ts';
import type { ServerHost } from '../../../core/ollama/server/serverState.ts';
import { parseUnit, unitQuery, type SystemdUnit } from '../../../core/ollama/server/systemdUnit.ts';
import type { Exec } from '../../../core/ports.ts';
import { findOllama, isProgram, programOnPath } from './findOllama.ts';

/** What is known before this machine is looked at. */
export interface StartQuestion {
  readonly endpoint: string;
  readonly host: ServerHost;
  /** The setting `aiStack.ollama.path`. */
  readonly configured: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exec: Exec;
}

/** Looks at this machine for ways to start Ollama. Runs `systemctl show` or `tasklist`, which change nothing. */
export async function startFacts(question: StartQuestion): Promise<StartFacts> {
  const { platform, env, endpoint, host, configured, exec } = question;
  const found = findOllama({ platform, env, configured });
  const facts = { platform, env, endpoint, host, binary: found?.path, units: [] };
  const named = { configured: found?.configured ?? configured.trim() !== '' };
  if (platform === 'darwin') return { ...facts, ...named, ...macFacts(found?.path, named.configured, env) };
  if (platform === 'win32') return { ...facts, ...named, ...(await windowsFacts(found?.path, env, exec)) };
  if (platform !== 'linux' || named.configured) return { ...facts, ...named };
  return { ...facts, ...named, ...(await linuxFacts(exec, env)) };
}

function macFacts(
  binary: string | undefined,
  configured: boolean,
  env: StartQuestion['env'],
): Pick<StartFacts, 'macBundle' | 'brew'> {
  const real = binary === undefined ? undefined : realPath(binary);
  const bundle = real === undefined ? undefined : bundleOf(real);
  if (bundle !== undefined) return { macBundle: bundle };
  const prefix = real === undefined ? undefined : brewPrefixOf(real);
  const brew = prefix === undefined ? undefined : join(prefix, 'bin', 'brew');
  if (brew !== undefined && isProgram(brew)) return { brew };
  // A program that the user named, and that belongs to no app, is run itself.
  if (configured) return {};
  const places = ['/Applications/Ollama.app', `${env['HOME'] ?? ''}/Applications/Ollama.app`];
  return { macBundle: places.find((place) => existsSync(place)) };
}

async function windowsFacts(
  binary: string | undefined,
  env: StartQuestion['env'],
  exec: Exec,
): Promise<Pick<StartFacts, 'windowsApp' | 'installing'>> {
  // Beside the program, then where the server's own `start_windows.go` looks.
  const folders = [
    ...(binary === undefined ? [] : [win32.dirname(binary)]),
    win32.join(env['LOCALAPPDATA'] ?? '', 'Ollama'),
  ];
  const windowsApp = folders
    .map((folder) => win32.join(folder, 'ollama app.exe'))
    .find((path) => existsSync(path));
  const filter = ['/FI', 'IMAGENAME eq OllamaSetup.exe', '/NH'];
  const list = await output(exec, 'tasklist', filter);
  return { windowsApp, installing: /^OllamaSetup\.exe/im.test(list) };
}

async function linuxFacts(
  exec: Exec,
  env: StartQuestion['env'],
): Promise<Pick<StartFacts, 'units' | 'asksPassword' | 'isRoot'>> {
  const scopes = ['user', 'system'] as const;
  const units = await Promise.all(
    scopes.map(async (scope) => parseUnit(scope, await output(exec, 'systemctl', unitQuery(scope)))),
  );
  const has = (name: string): boolean => programOnPath(name, env['PATH']) !== undefined;
  return {
    units: units.filter((unit): unit is SystemdUnit => unit !== undefined),
    asksPassword: has('pkttyagent') ? 'polkit' : has('sudo') ? 'sudo' : undefined,
    isRoot: process.getuid?.() === 0,
  };
}

/** What a program prints; empty where it is not there or fails, as `systemctl` does in containers. */
async function output(exec: Exec, program: string, args: readonly string[]): Promise<string> {
  try {
    const { code, stdout } = await exec.run(program, args, 3_000);
    return code === 0 ? stdout : '';
  } catch {
    return '';
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
