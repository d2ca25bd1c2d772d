import type { Code } from '../clueCollector.ts';
import { mayBeInteresting } from '../interest.ts';
import type { WordGate } from '../wordGate.ts';
import { tellingLines } from './tellingLines.ts';

/** Methods that say something whatever they are called on. */
const tellingMethods: ReadonlySet<string> = new Set(['fit', 'compile', 'backward', 'step', 'ft']);

const importStatement = /^[ \t]*(?:from|import)\b(?:[^\n(\\]|\\\r?\n|\\|\([^()]*\))*/gm;
const assignment =
  /^[ \t]*([A-Za-z_][\w.]{0,80}(?:[ \t]*,[ \t]*[A-Za-z_][\w.]{0,80}){0,5})[ \t]*(?::[^=\n]{0,80})?=(?!=)|\bas[ \t]+([A-Za-z_]\w{0,80})[ \t]*[:,]/;

/**
 * The text without what mentions nothing of interest: blocks and simple statements that hold no name
 * that came in by an interesting import (or is one of `known`, or was assigned from one), no telling method and no
 * mark. Parsing is by far the dearest step of detection, and most of most files says nothing of the stack.
 */
export function tellingCode(code: Code, marks: WordGate, known: Iterable<string> = []): Code {
  const places = tellingPlaces(code.text, known);
  const excerpt = tellingLines(code.text, places, marks);
  return { text: excerpt.text, placeAt: (offset) => code.placeAt(excerpt.originOf(offset)) };
}

/** Offsets, in order, of names that interesting imports bring in, of what is assigned from them, and of methods. */
function tellingPlaces(text: string, known: Iterable<string>): number[] {
  const names = importedNames(text);
  for (const name of known) names.add(name);
  const places = placesOf(text, names);
  const count = names.size;
  for (const place of places) for (const name of assignedOn(text, place)) names.add(name);
  return names.size === count ? places : placesOf(text, names);
}

/** Offsets of the names and of telling methods. A loop, because a pattern of as many names takes ten times as long. */
function placesOf(text: string, names: ReadonlySet<string>): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isWordCharacter(text.charCodeAt(at))) continue;
    const start = at;
    while (isWordCharacter(text.charCodeAt(at))) at++;
    const word = text.slice(start, at);
    const isMethod = text.charCodeAt(start - 1) === 46 && tellingMethods.has(word);
    if (isMethod || names.has(word)) places.push(start);
  }
  return places;
}

function isWordCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

function importedNames(text: string): Set<string> {
  const names = new Set<string>(['import', 'BaseSettings']);
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
