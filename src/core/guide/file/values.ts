import { isScalar, type Node } from 'yaml';
import type { FieldReader, GuideReader } from './guideReader.ts';
import { suggestion } from './suggestion.ts';

/** Names of options, conflicts and named conditions. */
const idPattern = /^[a-z][a-z0-9-]{0,60}$/;

/** Text on one line: line breaks and runs of spaces become one space. */
export const readText: FieldReader<string> = (node, reader, at) => {
  const value = isScalar(node) ? node.value : undefined;
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  if (text !== '') return text;
  reader.report('guide/wrong-type', node ?? at, 'Expected text that is not empty.');
  return undefined;
};

export const readFlag: FieldReader<boolean> = (node, reader, at) => {
  if (isScalar(node) && typeof node.value === 'boolean') return node.value;
  reader.report('guide/wrong-type', node ?? at, 'Expected true or false.');
  return undefined;
};

/** A confidence, from 0 to 1. */
export const readShare: FieldReader<number> = (node, reader, at) => {
  if (isScalar(node) && typeof node.value === 'number' && node.value >= 0 && node.value <= 1)
    return node.value;
  reader.report('guide/wrong-type', node ?? at, 'Expected a number from 0 to 1.');
  return undefined;
};

export const readHttpsUrl: FieldReader<string> = (node, reader, at) => {
  const url = readText(node, reader, at);
  if (url === undefined || /^https:\/\/[^\s/]+\S*$/.test(url)) return url;
  reader.report('guide/invalid-value', node ?? at, 'Expected an address that begins with https://.');
  return undefined;
};

/** One of a fixed set of words, such as a technology's id. `what` names the kind: `technology`. */
export function readOneOf<T extends string>(known: readonly T[], what: string): FieldReader<T> {
  return (node, reader, at) => {
    const text = readText(node, reader, at);
    if (text === undefined) return undefined;
    const match = known.find((word) => word === text);
    if (match === undefined) reader.report('guide/unknown-id', node ?? at, unknownWord(text, known, what));
    return match;
  };
}

/** One word of the set or a list of them. */
export function readSomeOf<T extends string>(known: readonly T[], what: string): FieldReader<T[]> {
  const one = readOneOf(known, what);
  return (node, reader, at) => {
    if (isScalar(node) || node === undefined) {
      const word = one(node, reader, at);
      return word === undefined ? undefined : [word];
    }
    const words = readList(one, `${what} ids`)(node, reader, at);
    return words && words.length > 0 ? words : undefined;
  };
}

/** A list with at least one element. Elements that are wrong are reported and left out. */
export function readList<T>(read: FieldReader<T>, what: string): FieldReader<T[]> {
  return (node, reader, at) => {
    const items = reader.items(node, what, at);
    if (items?.length === 0)
      reader.report('guide/invalid-value', node, `Expected at least one of these: ${what}.`);
    return items?.flatMap((item) => {
      const value = read(item, reader, item);
      return value === undefined ? [] : [value];
    });
  };
}

/** Whether a key can name an option, a conflict or a condition; reports it when it cannot. */
export function isGoodId(key: string, keyNode: Node, reader: GuideReader): boolean {
  if (idPattern.test(key)) return true;
  const message = `"${key}" cannot be a name here: use lower-case letters, digits and hyphens, a letter first.`;
  reader.report('guide/invalid-value', keyNode, message);
  return false;
}

function unknownWord(word: string, known: readonly string[], what: string): string {
  const hint = suggestion(word, known) || (known.length <= 12 ? ` Known: ${known.join(', ')}.` : '');
  return `"${word}" is not a known ${what}.${hint}`;
}
