import { mayBeInteresting } from '../interest.ts';
import type { WordGate } from '../wordGate.ts';

/** Methods that say something whatever they are called on. */
const tellingMethods = String.raw`\.(?:fit|compile|backward|step|ft)\(|BaseSettings`;

const importStatement = /^[ \t]*(?:from|import)\b(?:[^\n(\\]|\\\r?\n|\\|\([^()]*\))*/gm;
const assignment =
  /^[ \t]*([A-Za-z_][\w.]{0,80}(?:[ \t]*,[ \t]*[A-Za-z_][\w.]{0,80}){0,5})[ \t]*(?::[^=\n]{0,80})?=(?!=)|\bas[ \t]+([A-Za-z_]\w{0,80})[ \t]*[:,]/;
const functionStart = /^([ \t]*)(?:async[ \t]+)?def[ \t]/gm;

/**
 * The text with the bodies of functions blanked that mention nothing of interest: no name that came in by an
 * interesting import or was assigned from one, no telling method or mark. Offsets and line ends stay. Parsing is by
 * far the dearest step of detection, and most functions of most files say nothing of the stack.
 */
export function tellingCode(text: string, marks: WordGate): string {
  const places = tellingPlaces(text);
  const parts: string[] = [];
  let copied = 0;
  let next = 0;
  for (const [from, to] of functionBodies(text)) {
    if (from < copied) continue;
    while ((places[next] ?? Infinity) < from) next++;
    const body = text.slice(from, to);
    // Functions within one that is kept are not looked at by themselves.
    const isKept = (places[next] ?? Infinity) < to || marks.test(body) || !isClosed(body);
    parts.push(text.slice(copied, from), isKept ? body : blanked(body));
    copied = to;
  }
  return copied === 0 ? text : parts.join('') + text.slice(copied);
}

/** Offsets, in order, of names that interesting imports bring in, of what is assigned from them, and of methods. */
function tellingPlaces(text: string): number[] {
  const names = importedNames(text);
  const imported = placesOf(text, `\\b(?:${[...names].join('|')})\\b|${tellingMethods}`);
  const assigned = new Set<string>();
  for (const place of imported)
    for (const name of assignedOn(text, place)) if (!names.has(name)) assigned.add(name);
  if (assigned.size === 0) return imported;
  const more = placesOf(text, `\\b(?:${[...assigned].join('|')})\\b`);
  return [...imported, ...more].sort((one, other) => one - other);
}

function placesOf(text: string, pattern: string): number[] {
  return Array.from(text.matchAll(new RegExp(pattern, 'g')), (match) => match.index);
}

/** Never empty. */
function importedNames(text: string): Set<string> {
  const names = new Set<string>(['import']);
  for (const [statement] of text.matchAll(importStatement)) {
    const words = statement.match(/[A-Za-z_]\w*/g) ?? [];
    if (words.some(mayBeInteresting)) for (const word of words) names.add(word);
  }
  for (const word of ['from', 'as', 'type', 'noqa']) names.delete(word);
  return names;
}

/** Variables that the line of an offset assigns to. */
function assignedOn(text: string, place: number): string[] {
  const before = text.slice(Math.max(0, place - 300), place);
  const start = place - before.length + before.lastIndexOf('\n') + 1;
  const match = assignment.exec(text.slice(start, Math.min(place + 200, nextLine(text, place))));
  return (match?.[1] ?? match?.[2] ?? '')
    .split(',')
    .map((target) => target.slice(target.lastIndexOf('.') + 1).trim())
    .filter((name) => name !== '' && name !== '_');
}

function nextLine(text: string, place: number): number {
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end;
}

/** Bodies of functions by indentation, outer ones before those within them: offsets of first line and end. */
function* functionBodies(text: string): Generator<readonly [from: number, to: number]> {
  for (const match of text.matchAll(functionStart)) {
    const from = headerEnd(text, match.index);
    if (from === undefined) continue;
    let to = from;
    while (to < text.length && !endsBlock(text, to, match[1]?.length ?? 0)) to = lineEnd(text, to);
    if (to > from) yield [from, to];
  }
}

/** Offset after the line end of the line that an offset lies in. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Offset of the first line after a function's header, which may span some lines. */
function headerEnd(text: string, start: number): number | undefined {
  let at = start;
  for (let line = 0; line < 40 && at < text.length; line++) {
    const end = lineEnd(text, at);
    if (/:\s*(?:#.*)?$/.test(text.slice(Math.max(at, end - 200), end))) return end;
    at = end;
  }
  return undefined;
}

/** True where a line is neither blank nor further in than the function. */
function endsBlock(text: string, start: number, indent: number): boolean {
  for (let at = start; at <= start + indent; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || Number.isNaN(code)) return false;
    if (code !== 32 && code !== 9) return true;
  }
  return false;
}

/** True when no bracket or long string goes on past the end, as far as counting tells. */
function isClosed(body: string): boolean {
  const count = (pattern: RegExp): number => body.match(pattern)?.length ?? 0;
  return (
    count(/"""/g) % 2 === 0 &&
    count(/'''/g) % 2 === 0 &&
    count(/[([{]/g) === count(/[)\]}]/g) &&
    !/\\\s*$/.test(body)
  );
}

/** Blanks with the same line ends, and `pass` where the first statement stood. */
function blanked(body: string): string {
  const start = body.search(/\S/);
  const room = /^[^\r\n]{0,4}/.exec(body.slice(Math.max(start, 0)))?.[0].length ?? 0;
  const word = room >= 4 ? 'pass' : '0'.padEnd(room);
  const blank = body.replace(/[^\r\n]/g, ' ');
  return start < 0 ? blank : blank.slice(0, start) + word + blank.slice(start + room);
}
