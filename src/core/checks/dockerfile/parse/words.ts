import type { Word } from '../dockerfile.ts';

/** Splits a part of a masked text by white space outside quotes; quotes and escapes are taken off the values. */
export function splitWords(masked: string, start: number, end: number, escape: string): Word[] {
  const words: Word[] = [];
  let at = start;
  while (at < end) {
    if (isSpace(masked, at)) {
      at++;
      continue;
    }
    const word = readWord(masked, at, end, escape);
    words.push(word);
    at = word.end;
  }
  return words;
}

function readWord(masked: string, start: number, end: number, escape: string): Word {
  let value = '';
  let quote = '';
  let at = start;
  for (; at < end; at++) {
    const character = masked.charAt(at);
    if (quote === '' && isSpace(masked, at)) break;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === escape && quote !== "'" && at + 1 < end) {
      at++;
      // Within double quotes an escape stands for itself before other characters.
      if (quote === '"' && !`"$${escape}`.includes(masked.charAt(at))) value += character;
      value += masked.charAt(at);
    } else value += character;
  }
  return { start, end: at, value };
}

/** The elements of a JSON array of strings that fills the part; undefined for anything else. */
export function readJsonWords(masked: string, start: number, end: number): Word[] | undefined {
  if (masked.charAt(start) !== '[') return undefined;
  const values = parseStrings(masked.slice(start, end));
  if (!values) return undefined;
  const words: Word[] = [];
  for (let at = start + 1; at < end && words.length < values.length; at++) {
    if (masked.charAt(at) !== '"') continue;
    const from = at;
    for (at++; at < end && masked.charAt(at) !== '"'; at++) if (masked.charAt(at) === '\\') at++;
    words.push({ start: from, end: at + 1, value: values[words.length] ?? '' });
  }
  return words;
}

function parseStrings(json: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export function isSpace(text: string, at: number): boolean {
  const character = text.charCodeAt(at);
  return character === 32 || (character >= 9 && character <= 13);
}
