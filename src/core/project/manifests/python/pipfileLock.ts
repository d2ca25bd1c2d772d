import type { Clue, FileReader } from '../../clue.ts';
import { isPackageName, normaliseName } from './pep508.ts';

/**
 * Reads the locked versions in `Pipfile.lock`. Pipenv always writes it with an indentation of four, so that lines
 * are matched rather than parsed: sections at 4, packages at 8, their version at 12.
 */
export const readPipfileLock: FileReader = (file) => {
  const clues: Clue[] = [];
  let inPackages = false;
  let current: { name: string; line: number } | undefined;
  let line = 0;
  for (const text of file.text.split('\n')) {
    line++;
    const section = /^ {4}"([^"]+)": \{/.exec(text)?.[1];
    if (section !== undefined) inPackages = section !== '_meta';
    const name = inPackages ? /^ {8}"([^"]+)": \{/.exec(text)?.[1] : undefined;
    if (name !== undefined) current = isPackageName(name) ? { name: normaliseName(name), line } : undefined;
    const version = /^ {12}"version": "==(\d[\w.+!-]*)"/.exec(text)?.[1];
    if (current && version !== undefined) {
      clues.push({
        kind: 'dependency',
        ecosystem: 'pypi',
        name: current.name,
        version,
        scope: 'locked',
        line: current.line,
      });
      current = undefined;
    }
  }
  return { clues, problems: [] };
};
