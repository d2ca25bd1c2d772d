import { nothing, type FileReader } from '../../clue.ts';

export function isModelfile(path: string): boolean {
  return /(?:^|\/)(?:Modelfile(?:[.-][\w.-]+)?|[^/]+\.[Mm]odelfile)$/.test(path);
}

/**
 * Reads what an Ollama Modelfile builds on: a `file` clue `Modelfile` and an `asset` clue `modelfile-base` with
 * `details.from`. Its grammar is checked elsewhere; here a file without `FROM` is only named as broken.
 */
export const readModelfile: FileReader = (file) => {
  const lines = file.text.split(/\r\n|\n|\r/);
  const at = lines.findIndex((line) => /^\s*from\s+\S/i.test(line));
  const from = /^\s*from\s+(\S.*)$/i.exec(lines[at] ?? '')?.[1]?.trim();
  if (from === undefined) {
    if (file.text.trim() === '') return nothing;
    const message = 'This Modelfile has no FROM line: begin it with the model to build on.';
    return { clues: [], problems: [{ file: file.path, line: 1, column: 1, message, severity: 'warning' }] };
  }
  const line = at + 1;
  return {
    clues: [
      { kind: 'file', name: 'Modelfile', line },
      { kind: 'asset', name: 'modelfile-base', line, details: { from } },
    ],
    problems: [],
  };
};
