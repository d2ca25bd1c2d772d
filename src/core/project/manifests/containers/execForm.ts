import type { ShellWord } from '../commands/shellWords.ts';

const jsonString = /"(?:[^"\\\n]|\\[^\n])*"/g;

/**
 * The words of an instruction in exec form, `["program", "argument"]`, each with its line. Undefined when the text
 * is a shell line. (The parser's own strings lack their blanks.)
 */
export function execForm(text: string, firstLine: number): ShellWord[] | undefined {
  if (!/^\s*\[/.test(text) || !text.trimEnd().endsWith(']')) return undefined;
  const words: ShellWord[] = [];
  let line = firstLine;
  let from = 0;
  for (const match of text.matchAll(jsonString)) {
    line += text.slice(from, match.index).split('\n').length - 1;
    from = match.index;
    words.push({ text: unquoted(match[0]), line });
  }
  return words;
}

function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
