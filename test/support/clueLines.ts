import type { Clue, FileReader, FileReading } from '../../src/core/project/clue.ts';
import { sourceFile } from './sourceFile.ts';

/** One clue on one line: `3 image redis 7`, `8 dependency torch ==2.1 runtime {extras=cpu}`. */
export function clueLine(clue: Clue): string {
  const details = Object.entries(clue.details ?? {}).map(([key, value]) => `${key}=${value}`);
  const parts = [clue.line, clue.kind, clue.name, clue.version, clue.scope].filter(
    (part) => part !== undefined,
  );
  return parts.join(' ') + (details.length > 0 ? ` {${details.join(' ')}}` : '');
}

export function clueLines(reading: Pick<FileReading, 'clues'>): string[] {
  return reading.clues.map(clueLine);
}

/** Reads a text as a file of that path; what is read of it, one line per clue. */
export function readLines(read: FileReader, path: string, text: string): string[] {
  return clueLines(read(sourceFile(path, text)));
}
