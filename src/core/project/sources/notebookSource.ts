import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { FileReader, Problem, SourceFile } from '../clue.ts';
import { scriptClues } from '../manifests/commands/scriptClues.ts';
import { LineIndex } from '../text/lines.ts';
import { ClueCollector, type Place } from './clueCollector.ts';
import { CodeNames } from './codeNames.ts';
import { hideKeys, literalKeys } from './literalKey.ts';
import { cellCode } from './notebook/cellCode.ts';
import { notebookCells, type NotebookCell } from './notebook/notebookCells.ts';
import { tellingCode } from './python/tellingCode.ts';
import { isInterestingPython, pythonMarks } from './pythonGate.ts';
import { scanPython } from './python/pythonScan.ts';
import { isTellingVariable } from './tellingVariables.ts';

/** Kernels known to run something other than Python; kernels of any other name are Python environments. */
const otherKernel =
  /^(?:ir\d*|r|julia|scala|spylon|almond|javascript|typescript|deno|tslab|bash|sh|rust|evcxr|java|ijava|ruby|go|gonb|gophernotes|octave|matlab|sas|stata|sql|c#|f#|csharp|fsharp|\.net.*|c\+\+.*|xcpp.*|kotlin|haskell|ocaml.*|powershell|swift|perl|raku|clojure|wolfram.*|maxima|sage.*)(?:$|[-_ \d.])/;

/**
 * Reads a Jupyter notebook: the Python of its code cells and the installing commands in them, with cell and line.
 * Outputs are left alone. Notebooks in other languages give nothing but the fact that they are there.
 */
export const readNotebookSource: FileReader = (file) => {
  if (file.text.trim() === '') return { clues: [], problems: [] };
  const problem = file.sampled ? undefined : notebookProblem(file);
  const { cells, language } = notebookCells(file.text);
  const looksRight =
    problem === undefined ? /"(?:cells|worksheets|nbformat)"/.test(file.text) : cells.length > 0;
  const collector = new ClueCollector();
  if (looksRight) collector.add({ kind: 'file', name: 'notebook' }, { line: 1 });
  if (looksRight && !(language !== undefined && otherKernel.test(language)))
    readCells(file.text, cells, collector);
  return { clues: collector.clues, problems: problem ? [problem] : [] };
};

function readCells(json: string, cells: readonly NotebookCell[], collector: ClueCollector): void {
  const parts = cells
    .filter(({ type, lines }) => type === 'code' && lines.length > 0)
    .map((cell) => ({ cell, ...cellCode(cell.lines) }));
  const worthParsing = isInterestingPython(parts.map(({ python }) => python).join('\n'));
  if (!worthParsing && parts.every(({ shell }) => shell.trim() === '')) return;
  const jsonLines = new LineIndex(json);
  const names = new CodeNames();
  for (const { cell, python, shell } of parts) {
    const placeOf = (cellLine: number): Place => placeInCell(cell, cellLine, jsonLines);
    if (worthParsing) readPython(python, placeOf, names, collector);
    if (shell.trim() === '') continue;
    for (const clue of scriptClues(shell, 1, 'runtime')) {
      if (clue.kind !== 'variable' || isTellingVariable(clue.name)) collector.add(clue, placeOf(clue.line));
    }
  }
}

function readPython(
  text: string,
  placeOf: (cellLine: number) => Place,
  names: CodeNames,
  collector: ClueCollector,
): void {
  const lines = new LineIndex(text);
  const code = { text, placeAt: (offset: number) => placeOf(lines.lineAt(offset)) };
  const telling = tellingCode(code, pythonMarks, names.known());
  if (telling.text !== '') scanPython(telling, names, collector);
  for (const { offset, clue } of literalKeys(text)) collector.add(clue, code.placeAt(offset));
}

function placeInCell(cell: NotebookCell, cellLine: number, jsonLines: LineIndex): Place {
  const line = cell.lines[Math.min(cellLine, cell.lines.length) - 1];
  return {
    line: jsonLines.lineAt(line?.offset ?? 0),
    cell: cell.index,
    cellLine,
    text: hideKeys((line?.text ?? '').trim().slice(0, 400)),
  };
}

/** What keeps a notebook from being read, at its place. */
function notebookProblem(file: SourceFile): Problem | undefined {
  try {
    JSON.parse(file.text);
    return undefined;
  } catch {
    const error = firstError(file.text);
    const position = new LineIndex(file.text).positionAt(error?.offset ?? 0);
    const reason = error
      ? printParseErrorCode(error.error)
          .replace(/([a-z])([A-Z])/g, '$1 $2')
          .toLowerCase()
      : 'not JSON';
    const message = `This notebook is not valid JSON (${reason}): correct it here, or restore it from an earlier version.`;
    return { file: file.path, ...position, message, severity: 'error' };
  }
}

function firstError(text: string): ParseError | undefined {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // Nesting too deep for the parser: the beginning of the file is named instead.
  }
  return errors[0];
}
