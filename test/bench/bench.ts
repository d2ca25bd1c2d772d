/**
 * `npm run bench [-- detection bundle unit activation]`: measures the bars that this project holds itself to, prints
 * them as a table, and exits with 1 when one is missed. Ratios are taken within one run, so that a slow or busy
 * machine moves both sides.
 */
import { parseArgs } from 'node:util';
import { benchActivation } from './benchActivation.ts';
import type { Measurement } from './measurement.ts';
import { benchBundle } from './benchBundle.ts';
import { benchDetection } from './benchDetection.ts';
import { benchUnitSuite } from './benchUnitSuite.ts';
import { measurementTable, passes } from './measurement.ts';

const benches: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  bundle: benchBundle,
  unit: benchUnitSuite,
  detection: benchDetection,
  activation: benchActivation,
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined)
  throw new Error(`There is no bench "${unknown}": ${Object.keys(benches).join(', ')}.`);

const measurements: Measurement[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`Measuring: ${name}`);
  measurements.push(...(await bench()));
}
console.log(`\n${measurementTable(measurements)}`);
// A browser or an editor may still be closing.
process.exit(measurements.every(passes) ? 0 : 1);
