import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeExec } from '../node/nodeExec.ts';
import { nodeHost } from '../node/nodeHost.ts';
import { nodeHttp } from '../node/nodeHttp.ts';
import { NodeResources, packageRoot } from '../node/nodeResources.ts';
import type { Cli } from './cli.ts';

const usualWidth = 120;
const narrowest = 60;

/** The outside as this process has it. */
export function processCli(): Cli {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: wantsColour(env, stdout.isTTY),
    width: Math.max(narrowest, stdout.isTTY ? stdout.columns : usualWidth),
    cwd: process.cwd(),
    env,
    version: readVersion,
    clock: performance,
    resources: new NodeResources(),
    http: nodeHttp,
    exec: nodeExec,
    host: nodeHost,
  };
}

/** On a terminal, unless NO_COLOR (no-color.org) is set to anything; FORCE_COLOR asks for it everywhere. */
export function wantsColour(env: Cli['env'], isTerminal: boolean | undefined): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return isTerminal === true && env['TERM'] !== 'dumb';
}

async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}
