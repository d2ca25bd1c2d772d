import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { scanFile } from '../../../src/core/secrets/scanFile.ts';
import type { SecretScanner } from '../../../src/core/secrets/scanner.ts';
import { median, type Measurement } from '../measurement.ts';

const passes = 3;
/** Megabytes of 1,000,000 bytes in a second. */
const least = 60;

/** How fast one thread scans bytes that are in memory, once the code is compiled. */
export function benchThroughput(scanner: SecretScanner, root: string): Measurement[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ path: relative(root, file).replaceAll('\\', '/'), bytes: readFileSync(file) }));
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const pass = (): number => {
    const start = performance.now();
    for (const file of files) scanFile(scanner, file);
    return total / 1000 / (performance.now() - start);
  };
  pass();
  const speeds = Array.from({ length: passes }, pass);
  return [
    {
      what: 'one thread, warm, in memory',
      value: median(speeds),
      unit: 'MB/s',
      atLeast: least,
      note: `median of ${passes} passes over the tree`,
    },
  ];
}
