import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Measurement } from './measurement.ts';

const dist = resolve(import.meta.dirname, '../../dist');
/** Kilobytes of 1000 bytes. */
const limit = 400;

/** The size of the built extension, and of all that is loaded with it before anything is used. */
export function benchBundle(): Measurement[] {
  const entry = join(dist, 'extension.js');
  if (!existsSync(entry)) throw new Error('dist/extension.js is missing: run npm run build.');
  const files = [...loadedWith(entry)];
  const total = files.reduce((sum, file) => sum + kilobytes(file), 0);
  return [
    { what: 'dist/extension.js, minified', value: kilobytes(entry), unit: 'kB', limit },
    { what: 'all code loaded on activation', value: total, unit: 'kB', limit, note: `${files.length} files` },
  ];
}

function kilobytes(file: string): number {
  return statSync(file).size / 1000;
}

/** A file and what it imports statically, directly or not; `import()` loads later and does not count. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, path] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    const target = resolve(dirname(file), path ?? '');
    if (existsSync(target)) loadedWith(target, seen);
  }
  return seen;
}
