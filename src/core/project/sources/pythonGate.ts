import { mayBeInteresting } from './interest.ts';
import { keyMarks } from './literalKey.ts';
import { stringMarks } from './tellingStrings.ts';
import { variableMarks } from './tellingVariables.ts';
import { WordGate } from './wordGate.ts';

/** Parts of addresses, variables and keys that make a piece of Python worth a look. */
export const pythonMarks = new WordGate([...stringMarks, ...variableMarks, ...keyMarks]);

/**
 * True when a Python text may hold anything of interest and is worth parsing. Most files do not, so this decides
 * how long a large tree takes: one pass over the text, and a look at the words of lines that import.
 */
export function isInterestingPython(text: string): boolean {
  return importsInteresting(text) || pythonMarks.test(text);
}

function importsInteresting(text: string): boolean {
  for (let at = text.indexOf('import'); at >= 0; at = text.indexOf('import', at)) {
    const start = text.lastIndexOf('\n', at) + 1;
    let end = text.indexOf('\n', at);
    // A backslash goes on in the next line.
    while (end > 0 && text.charCodeAt(end - 1) === 92) end = text.indexOf('\n', end + 1);
    if (end < 0) end = text.length;
    for (const [word] of text.slice(start, end).matchAll(/[A-Za-z_]\w*/g))
      if (mayBeInteresting(word)) return true;
    at = end;
  }
  return false;
}
