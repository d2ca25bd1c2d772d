import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { repositoryFolder } from '../../support/host/folders.ts';
import { median, type Measurement } from '../measurement.ts';
import { findPeers, type Command, type Peer } from './peers.ts';
import type { SecretTree } from './writeSecretTree.ts';

const rounds = 3;
const memoryLimit = 300;
/** How many times faster ours has to be. */
const lead: Readonly<Record<string, number>> = { gitleaks: 1, betterleaks: 1, secretlint: 10 };
/** A peer that is so many times slower is measured once: more runs would say the same. */
const farAway = 6;
const cores = 2;
const deadlineMs = 600_000;

interface Run {
  readonly ms: number;
  readonly megabytes: number;
}

/** Ours and its peers over the same tree, one after the other, each in a fresh process on two cores. */
export async function benchWholeTree(
  root: string,
  tree: SecretTree,
  scratch: string,
): Promise<Measurement[]> {
  const peers = findPeers();
  const ours: Run[] = [];
  const times = new Map(peers.map(({ name }): [string, number[]] => [name, []]));
  const report = (name: string): string => join(scratch, `${name}.json`);
  for (let round = 0; round < rounds; round++) {
    const run = await runOurs(root, report('ai-stack'), scratch);
    ours.push(run);
    for (const { name, command } of peers) {
      const runs = times.get(name) ?? [];
      if (!command || (runs[0] ?? 0) > farAway * (lead[name] ?? 1) * run.ms) continue;
      runs.push(await timed(command(root, report(name)), join(scratch, 'output')));
    }
  }
  checkPlanted(tree, report('ai-stack'));
  const oursMs = median(ours.map(({ ms }) => ms));
  const size = `${tree.files} files, ${(tree.bytes / 1e6).toFixed(0)} MB, ${rounds} runs each, ${coresWords()}`;
  return [
    { what: 'ai-stack scan, whole tree', value: oursMs / 1000, unit: 's', note: size },
    {
      what: 'its peak memory',
      value: Math.max(...ours.map(({ megabytes }) => megabytes)),
      unit: 'MB',
      limit: memoryLimit,
    },
    ...peers.map((peer) => lineOf(peer, times.get(peer.name) ?? [], oursMs, tree, report(peer.name))),
  ];
}

function lineOf(
  { name, note }: Peer,
  times: readonly number[],
  oursMs: number,
  tree: SecretTree,
  report: string,
): Measurement {
  const what = `${name} / ai-stack scan`;
  const atLeast = lead[name] ?? 1;
  if (times.length === 0) return { what, value: undefined, unit: '×', atLeast, note };
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const known = tree.planted.filter(({ file }) => text.includes(file)).length;
  return {
    what,
    value: median(times) / oursMs,
    unit: '×',
    atLeast,
    note: `${note}, ${(median(times) / 1000).toFixed(1)} s in ${times.length} ${times.length === 1 ? 'run' : 'runs'}, finds ${known} of ${tree.planted.length} planted keys`,
  };
}

async function runOurs(root: string, report: string, scratch: string): Promise<Run> {
  const cli = resolve(repositoryFolder, 'dist/cli.js');
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build.');
  const memory = join(scratch, 'memory');
  // Said by the process itself when it ends, its threads included: the most that it ever had at one time.
  const note = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(memory)},String(process.resourceUsage().maxRSS)))`;
  const preload = `data:text/javascript,${encodeURIComponent(note)}`;
  const ms = await timed(
    [process.execPath, '--import', preload, cli, 'scan', root, '--format', 'json'],
    report,
  );
  return { ms, megabytes: (Number(readFileSync(memory, 'utf8')) * 1024) / 1e6 };
}

/** Runs a command to its end. Ours and its peers end with 1 where there are findings. */
async function timed([program, ...args]: Command, output: string): Promise<number> {
  const prefix = pinned();
  const words = [...prefix, program, ...args];
  const start = performance.now();
  const code = await ended(words, output);
  const ms = performance.now() - start;
  if (code !== 0 && code !== 1)
    throw new Error(`${program} ${args.join(' ')} ended with ${code ?? 'a signal'}.`);
  return ms;
}

function ended([program = '', ...args]: readonly string[], output: string): Promise<number | null> {
  const file = openSync(output, 'w');
  const child = spawn(program, args, { stdio: ['ignore', file, 'ignore'], timeout: deadlineMs });
  closeSync(file);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
}

/** More cores than the bar speaks of are left out, where the system can. */
function pinned(): readonly string[] {
  const taskset = '/usr/bin/taskset';
  return availableParallelism() > cores && existsSync(taskset) ? [taskset, '-c', '0,1'] : [];
}

function coresWords(): string {
  return pinned().length > 0
    ? `${cores} cores of ${availableParallelism()}`
    : `${availableParallelism()} cores`;
}

/** A scan that finds nothing would be fast. */
function checkPlanted({ planted }: SecretTree, report: string): void {
  const { findings } = JSON.parse(readFileSync(report, 'utf8')) as {
    findings: { file: string; rule: string }[];
  };
  const missed = planted.filter(
    ({ file, rule }) => !findings.some((each) => each.file.endsWith(file) && each.rule === `secret/${rule}`),
  );
  if (missed.length > 0)
    throw new Error(
      `${missed.length} of ${planted.length} planted keys were not found, such as ${missed[0]?.rule ?? ''}.`,
    );
}
