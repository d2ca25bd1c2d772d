import { nothing, type FileReader } from '../clue.ts';
import { LineIndex } from '../text/lines.ts';
import { ClueCollector } from './clueCollector.ts';
import { npmImportMarks } from './interestingPackages.ts';
import { scanJavascript, type JavascriptDialect } from './javascript/javascriptScan.ts';
import { tellingChunks } from './javascript/tellingChunks.ts';
import { keyMarks, literalKeys } from './literalKey.ts';
import { stringMarks } from './tellingStrings.ts';
import { variableMarks } from './tellingVariables.ts';
import { WordGate } from './wordGate.ts';

const gate = new WordGate([...npmImportMarks, ...stringMarks, ...variableMarks, ...keyMarks]);

const longestLine = 20_000;
const longestAverage = 250;

/**
 * Reads a JavaScript or TypeScript file by its syntax tree: imports of packages, telling calls and constructors,
 * environment variables, addresses of model services, literal keys. Minified and bundled files are not read.
 */
export const readJavascriptSource: FileReader = (file) => {
  if (isBundleName(file.path) || !gate.test(file.text) || isMinified(file.text)) return nothing;
  const lines = new LineIndex(file.text);
  const code = { text: file.text, placeAt: (offset: number) => ({ line: lines.lineAt(offset) }) };
  const collector = new ClueCollector();
  scanJavascript(tellingChunks(code, gate), dialectOf(file.path), collector);
  for (const { offset, clue } of literalKeys(file.text)) collector.add(clue, code.placeAt(offset));
  return { clues: collector.clues, problems: [] };
};

function dialectOf(path: string): JavascriptDialect {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  if (extension === 'tsx') return 'tsx';
  return /^[mc]?ts$/.test(extension) ? 'ts' : 'jsx';
}

function isBundleName(path: string): boolean {
  return /(?:[.-]min|\.bundle|\.chunk|-[0-9a-f]{8,})\.[mc]?js$|\.d\.[mc]?ts$/.test(path);
}

/** True for machine-made text: one endless line, long lines throughout, or a bundler's own prelude. */
function isMinified(text: string): boolean {
  let count = 0;
  for (let start = 0; start <= text.length; count++) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > longestLine) return true;
    if (end < 0) break;
    start = end + 1;
  }
  if (text.length > 10_000 && text.length / (count + 1) > longestAverage) return true;
  return /__webpack_require__|@generated\b/.test(text.slice(0, 4000));
}
