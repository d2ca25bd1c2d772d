import { parseModelfile } from '../../../ollama/modelfile/parseModelfile.ts';
import { nothing, type FileReader } from '../../clue.ts';

export function isModelfile(path: string): boolean {
  return /(?:^|\/)(?:Modelfile(?:[.-][\w.-]+)?|[^/]+\.[Mm]odelfile)$/.test(path);
}

/** Longer than any name or path; what is longer is no evidence of a model. */
const longestBase = 500;

/**
 * Reads what an Ollama Modelfile builds on: a `file` clue `Modelfile` and an `asset` clue `modelfile-base` with
 * `details.from`. Of several FROM the last counts, as it does for the server. What else is wrong with the file is for
 * `validateModelfile` to say; here a file without `FROM` is only named as broken.
 */
export const readModelfile: FileReader = (file) => {
  const { instructions } = parseModelfile(file.text);
  const base = instructions.findLast(({ command }) => command === 'model');
  if (!base) {
    if (file.text.trim() === '') return nothing;
    const message = 'This Modelfile has no FROM line: begin it with the model to build on.';
    return { clues: [], problems: [{ file: file.path, line: 1, column: 1, message, severity: 'warning' }] };
  }
  const line = file.text.slice(0, base.start).split(/\r\n|\n|\r/).length;
  const from = base.value.slice(0, longestBase);
  return {
    clues: [
      { kind: 'file', name: 'Modelfile', line },
      ...(from === '' ? [] : [{ kind: 'asset', name: 'modelfile-base', line, details: { from } } as const]),
    ],
    problems: [],
  };
};
