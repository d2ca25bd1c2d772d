import { nothing, type FileReader } from '../clue.ts';
import { LineIndex } from '../text/lines.ts';
import { ClueCollector } from './clueCollector.ts';
import { goModules } from './interestingPackages.ts';
import { keyMarks, literalKeys } from './literalKey.ts';
import { stringMarks, tellingStrings } from './tellingStrings.ts';
import { isTellingVariable, variableMarks } from './tellingVariables.ts';
import { WordGate } from './wordGate.ts';

const gate = new WordGate([
  ...goModules.map((path) => `"${path}`),
  ...stringMarks,
  ...variableMarks,
  ...keyMarks,
]);

/** An import by itself, or a group of imports in parentheses. */
const importDeclaration = /^import[ \t]+(?:\(([^)]*)\)|[\w.]*[ \t]*"[^"\n]*")/gm;
const importPath = /"([^"\n]{1,300})"/g;
const environment = /\bos\.(?:Getenv|LookupEnv|Setenv)\(\s{0,8}"(\w{1,80})"/g;

/**
 * Reads a Go file by a light scan, which suffices for a language whose imports stand in one place: imports (the
 * clue's name is the import path), environment variables, addresses in strings, literal keys.
 */
export const readGoSource: FileReader = (file) => {
  const { text } = file;
  if (!gate.test(text)) return nothing;
  const lines = new LineIndex(text);
  const collector = new ClueCollector();
  const placeAt = (offset: number): { line: number } => ({ line: lines.lineAt(offset) });
  for (const declaration of text.matchAll(importDeclaration)) {
    for (const path of declaration[0].matchAll(importPath)) {
      const name = path[1] ?? '';
      if (!goModules.some((module) => name.startsWith(module))) continue;
      collector.add({ kind: 'import', ecosystem: 'go', name }, placeAt(declaration.index + path.index));
    }
  }
  for (const match of text.matchAll(environment)) {
    const name = match[1] ?? '';
    if (isTellingVariable(name)) collector.add({ kind: 'variable', name }, placeAt(match.index));
  }
  for (const { offset, kind, name } of tellingStrings(text)) {
    if (isInGoString(text, offset)) collector.add({ kind, name }, placeAt(offset));
  }
  for (const { offset, clue } of literalKeys(text)) collector.add(clue, placeAt(offset));
  return { clues: collector.clues, problems: [] };
};

/** Judged by the line alone: a quote is open before the place, and no comment has begun outside of quotes. */
function isInGoString(text: string, offset: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', offset) + 1, offset - 400);
  let quote = '';
  for (let at = start; at < offset; at++) {
    const character = text.charAt(at);
    if (quote === '' && character === '/' && text.charAt(at + 1) === '/') return false;
    if (quote === '"' && character === '\\') at++;
    else if (quote === '' && (character === '"' || character === '`')) quote = character;
    else if (character === quote) quote = '';
  }
  return quote !== '';
}
