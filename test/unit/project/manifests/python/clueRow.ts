import type { Clue, FileReading } from '../../../../../src/core/project/clue.ts';

/** A dependency on one line, for comparison: `3 torch >=2.4 runtime`. */
export function clueRow(clue: Clue): string {
  const details = Object.entries(clue.details ?? {}).map(([key, value]) => `${key}=${value}`);
  return [clue.line, clue.name, clue.version ?? '-', clue.scope, ...details].join(' ');
}

export function clueRows(reading: FileReading): string[] {
  return reading.clues.map(clueRow);
}

/** Lines with problems. */
export function problemLines(reading: FileReading): number[] {
  return reading.problems.map((problem) => problem.line);
}
