import type { Clue, FileReader } from '../../clue.ts';
import { isPackageName, normaliseName } from './pep508.ts';

/**
 * Reads the locked versions in `uv.lock`, `poetry.lock`, `pdm.lock` and `pylock.toml`, which all list packages as
 * TOML tables. Lock files are large and written by machines, so lines are matched rather than parsed. The project
 * itself and other members of its workspace are left out.
 */
export const readTomlLock: FileReader = (file) => {
  const clues: Clue[] = [];
  let current: LockedPackage | undefined;
  let line = 0;
  for (const text of file.text.split('\n')) {
    line++;
    const first = text.charCodeAt(0);
    if (first === openBracket) {
      if (current) push(clues, current);
      current = /^\[\[packages?\]\]\s*$/.test(text) ? { line } : undefined;
    } else if (current && (first === letterN || first === letterV || first === letterS))
      readKey(current, text, line);
  }
  if (current) push(clues, current);
  return { clues, problems: [] };
};

const openBracket = 91;
const letterN = 110;
const letterS = 115;
const letterV = 118;

interface LockedPackage {
  line: number;
  name?: string;
  version?: string;
  local?: boolean;
}

function readKey(current: LockedPackage, text: string, line: number): void {
  const match = /^(name|version) = "([^"\s]+)"\s*$/.exec(text);
  if (match?.[1] === 'name') {
    current.name = match[2];
    current.line = line;
  } else if (match) current.version = match[2];
  else if (/^source = \{ ?(?:virtual|editable|directory) =/.test(text)) current.local = true;
}

function push(clues: Clue[], { name, version, line, local }: LockedPackage): void {
  if (
    name === undefined ||
    version === undefined ||
    local === true ||
    !isPackageName(name) ||
    !/^\d[\w.+!-]*$/.test(version)
  )
    return;
  clues.push({
    kind: 'dependency',
    ecosystem: 'pypi',
    name: normaliseName(name),
    version,
    scope: 'locked',
    line,
  });
}
