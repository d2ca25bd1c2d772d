import type { FileReader } from '../clue.ts';
import { readScriptHeader } from '../manifests/python/scriptHeader.ts';
import { LineIndex } from '../text/lines.ts';
import { ClueCollector } from './clueCollector.ts';
import { CodeNames } from './codeNames.ts';
import { literalKeys } from './literalKey.ts';
import { scanPython } from './python/pythonScan.ts';
import { tellingCode } from './python/tellingCode.ts';
import { isInterestingPython, pythonMarks } from './pythonGate.ts';

/**
 * Reads a Python file by its syntax tree: imports, telling calls and base classes, environment variables, addresses
 * of model services, literal keys, and the dependencies of a PEP 723 script header. Syntax errors are no problems of
 * ours; what can be read is read.
 */
export const readPythonSource: FileReader = (file) => {
  const header = readScriptHeader(file);
  if (!isInterestingPython(file.text)) return header;
  const lines = new LineIndex(file.text);
  const code = { text: file.text, placeAt: (offset: number) => ({ line: lines.lineAt(offset) }) };
  const collector = new ClueCollector();
  const readable = { ...code, text: withoutEndlessLines(file.text) };
  scanPython(tellingCode(readable, pythonMarks), new CodeNames(), collector);
  for (const { offset, clue } of literalKeys(file.text)) collector.add(clue, code.placeAt(offset));
  return { clues: [...header.clues, ...collector.clues], problems: header.problems };
};

/** Lines longer than this are data. */
const longestLine = 20_000;

/** The text with its longest lines blanked: a megabyte of numbers takes the parser a second and says nothing. */
function withoutEndlessLines(text: string): string {
  let kept = '';
  let copied = 0;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (end - start > longestLine) {
      kept += text.slice(copied, start) + ' '.repeat(end - start);
      copied = end;
    }
    start = end + 1;
  }
  return copied === 0 ? text : kept + text.slice(copied);
}
