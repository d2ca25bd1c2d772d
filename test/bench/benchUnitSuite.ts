import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Measurement } from './measurement.ts';

const repository = resolve(import.meta.dirname, '../..');
const runs = 3;
/** The bar is "about two seconds", of the whole process. */
const limitSeconds = 2.5;

/** How long the unit suite takes, from the start of the process to its end; the best of a few runs. */
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
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [mocha], { cwd: repository, encoding: 'utf8' });
  const elapsed = (performance.now() - start) / 1000;
  if (status !== 0)
    throw new Error(`The unit suite fails, so its time says nothing:\n${stdout.slice(-2000)}`);
  return elapsed;
}
