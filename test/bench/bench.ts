/**
 * `npm run bench [-- detection secrets models modelfile fit generate checks images bundle unit activation]`: measures the bars that this project holds itself to, prints
 * them as a table, and exits with 1 when one is missed. Ratios are taken within one run, so that a slow or busy
 * machine moves both sides.
 */
import { parseArgs } from 'node:util';
import { benchActivation } from './benchActivation.ts';
import type { Measurement } from './measurement.ts';
import { benchBundle } from './benchBundle.ts';
import { benchChecks } from './benchChecks.ts';
import { benchDetection } from './benchDetection.ts';
import { benchGenerate } from './benchGenerate.ts';
import { benchImages } from './benchImages.ts';
import { benchModelfile } from './benchModelfile.ts';
import { benchModelsDrawn } from './benchModelsDrawn.ts';
import { benchModelsView } from './benchModelsView.ts';
import { benchOllamaFit } from './benchOllamaFit.ts';
import { benchSecrets } from './benchSecrets.ts';
import { benchUnitSuite } from './benchUnitSuite.ts';
import { measurementTable, passes } from './measurement.ts';

const benches: Readonly<Record<string, () => Measurement[] | Promise<Measurement[]>>> = {
  bundle: benchBundle,
  unit: benchUnitSuite,
  detection: benchDetection,
  secrets: benchSecrets,
  models: async () => [...(await benchModelsView()), ...(await benchModelsDrawn())],
  modelfile: benchModelfile,
  fit: benchOllamaFit,
  generate: benchGenerate,
  checks: benchChecks,
  images: benchImages,
  activation: benchActivation,
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined)
  throw new Error(`There is no bench "${unknown}": ${Object.keys(benches).join(', ')}.`);

const measurements: Measurement[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 ? !positionals.includes(name) : name === 'images') continue;
  console.log(`Measuring: ${name}`);
  measurements.push(...(await measure(name, bench)));
}
console.log(`\n${measurementTable(measurements)}`);
// A browser or an editor may still be closing.
process.exit(measurements.every(passes) ? 0 : 1);

/** A bench that cannot measure because something is broken misses its bar; the others go on. */
async function measure(
  name: string,
  bench: () => Measurement[] | Promise<Measurement[]>,
): Promise<Measurement[]> {
  try {
    return await bench();
  } catch (error) {
    console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return [
      { what: name, value: undefined, unit: 'ms', broken: true, note: 'could not be measured, see above' },
    ];
  }
}
