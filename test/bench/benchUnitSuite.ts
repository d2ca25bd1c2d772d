import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Measurement } from './measurement.ts';

const repository = resolve(import.meta.dirname, '../..');
const runs = 3;
/** By mocha's own clock: loading Node and the sources is not the suite's doing. Two thousand tests, each short. */
const limitSeconds = 2.5;

/** How long the unit suite takes, as mocha reports it; the best of a few runs. */
export function benchUnitSuite(): Measurement[] {
  const seconds = Array.from({ length: runs }, timeSuite);
  return [
    {
      what: 'unit suite',
      value: Math.min(...seconds),
      unit: 's',
      limit: limitSeconds,
      note: `best of ${runs} runs`,
    },
  ];
}

function timeSuite(): number {
  const mocha = resolve(repository, 'node_modules/mocha/bin/mocha.js');
  const { status, stdout } = spawnSync(process.execPath, [mocha, '--reporter=json'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0)
    throw new Error(`The unit suite fails, so its time says nothing:\n${stdout.slice(-2000)}`);
  const { stats } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { stats: { duration: number } };
  return stats.duration / 1000;
}
