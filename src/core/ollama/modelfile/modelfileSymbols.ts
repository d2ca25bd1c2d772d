import type { ModelfileSymbol } from './modelfile.ts';
import { parseModelfile } from './parseModelfile.ts';

/** One row for each instruction, in the order of the text. */
export function modelfileSymbols(text: string): ModelfileSymbol[] {
  return parseModelfile(text).instructions.map(({ name, keyword, argument, value, start, end }) => {
    const word = name.toUpperCase();
    return {
      name: argument && argument.text !== '' ? `${word} ${argument.text}` : word,
      detail: beginning(value),
      kind: name,
      selection: { start: keyword.start, end: argument?.end ?? keyword.end },
      start,
      end,
    };
  });
}

function beginning(value: string): string {
  const line = value.slice(0, 200).replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
