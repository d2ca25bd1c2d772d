import { nothing, type FileReader } from '../../clue.ts';

export function isMlproject(path: string): boolean {
  return path === 'MLproject' || path.endsWith('/MLproject');
}

/** Reads an MLflow project file: a `file` clue `MLproject` at its entry points or name. */
export const readMlproject: FileReader = (file) => {
  const lines = file.text.split(/\r\n|\n|\r/);
  const at = lines.findIndex((line) => /^(?:entry_points|name)\s*:/.test(line));
  return at < 0 ? nothing : { clues: [{ kind: 'file', name: 'MLproject', line: at + 1 }], problems: [] };
};
