import type { CheckEdit } from '../check.ts';
import type { YamlPlace } from './yamlPlace.ts';

/** A value to be written: a scalar's text with whether it is a string, or a mapping of such. */
export type YamlValue = string | number | boolean | { readonly [key: string]: YamlValue };

/**
 * Puts another scalar in place of one, in the quotes that it had. Undefined where it is not a plain or quoted scalar on
 * its own, so that nothing else changes.
 */
export function replaceScalar(place: YamlPlace, value: string | number): CheckEdit[] | undefined {
  if (place.shared || place.isBlock || place.text === undefined) return undefined;
  const text =
    typeof value === 'number' && !place.quoted ? String(value) : quoted(String(value), place.quoted);
  return [{ ...place.span, text }];
}

/**
 * Writes a value under keys of a mapping, one in another, and makes those that are missing. Undefined where a value
 * stands in the way, or the text is laid out so that this is not safe.
 */
export function setValue(
  text: string,
  root: YamlPlace,
  path: readonly string[],
  value: YamlValue,
): CheckEdit[] | undefined {
  let map = root;
  for (const [index, key] of path.entries()) {
    if (map.shared || !map.isMap) return undefined;
    const next = map.get(key);
    const present = map.entries.some((entry) => entry.key === key);
    if (!present) return addEntry(text, map, key, nested(path.slice(index + 1), value));
    if (index === path.length - 1)
      return typeof value === 'object' ? undefined : replaceScalar(next, scalarOf(value));
    map = next;
  }
  return undefined;
}

function nested(path: readonly string[], value: YamlValue): YamlValue {
  return path.reduceRight<YamlValue>((inner, key) => ({ [key]: inner }), value);
}

/** Adds `key: value` behind the last entry of a mapping, in its layout. */
export function addEntry(
  text: string,
  map: YamlPlace,
  key: string,
  value: YamlValue,
): CheckEdit[] | undefined {
  const { entries, span } = map;
  const [first] = entries;
  const last = entries.at(-1);
  if (map.isFlow) {
    const at = span.start + 1;
    if (text.charAt(span.start) !== '{') return undefined;
    const entry = flowText({ [key]: value })
      .slice(1, -1)
      .trim();
    return [{ start: at, end: at, text: first ? `${entry}, ` : ` ${entry} ` }];
  }
  if (!first || !last || first.value.shared || last.value.shared) return undefined;
  const indent = columnOf(text, first.keySpan.start);
  const eol = lineEnd(text);
  const lines = blockLines(key, value, ' '.repeat(indent), '  ');
  const end = endOfEntry(text, last.value.exists ? last.value.span.end : last.keySpan.end);
  const before = end > 0 && text.charAt(end - 1) === '\n' ? '' : eol;
  const after = before === '' ? eol : '';
  return [{ start: end, end, text: before + lines.join(eol) + after }];
}

/** Removes `key: value` with its line; undefined where others stand on it. */
export function removeEntry(text: string, place: YamlPlace): CheckEdit[] | undefined {
  const start = text.lastIndexOf('\n', place.keySpan.start - 1) + 1;
  if (place.shared || /\S/.test(text.slice(start, place.keySpan.start))) return undefined;
  const end = endOfEntry(text, place.exists ? place.span.end : place.keySpan.end);
  return [
    {
      start,
      end: text.charAt(end - 1) === '\n' ? end : Math.min(text.length, end + lineEnd(text).length),
      text: '',
    },
  ];
}

/** The end of the line that a value ends on, without its line end; or the start of the next line, where it ends there. */
export function endOfEntry(text: string, end: number): number {
  if (end > 0 && text.charAt(end - 1) === '\n') return end;
  const at = text.indexOf('\n', end);
  if (at < 0) return text.length;
  return text.charAt(at - 1) === '\r' ? at - 1 : at;
}

/** How lines of a text end: as its first does. */
export function lineEnd(text: string): '\r\n' | '\n' {
  const at = text.indexOf('\n');
  return at > 0 && text.charAt(at - 1) === '\r' ? '\r\n' : '\n';
}

/** Characters before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** `key: value` as lines of a block mapping. */
export function blockLines(key: string, value: YamlValue, indent: string, step: string): string[] {
  if (typeof value !== 'object') return [`${indent}${keyText(key)}: ${scalarText(value)}`];
  return [
    `${indent}${keyText(key)}:`,
    ...Object.entries(value).flatMap(([name, inner]) => blockLines(name, inner, indent + step, step)),
  ];
}

/** A value in braces. */
export function flowText(value: YamlValue): string {
  if (typeof value !== 'object') return scalarText(value);
  return `{ ${Object.entries(value).map(([key, inner]) => `${keyText(key)}: ${flowText(inner)}`).join(', ')} }`; // prettier-ignore
}

function keyText(key: string): string {
  return /^[\w./-]+$/.test(key) ? key : JSON.stringify(key);
}

function scalarText(value: string | number | boolean): string {
  return typeof value === 'string' ? quoted(value, false) : String(value);
}

function scalarOf(value: string | number | boolean): string | number {
  return typeof value === 'boolean' ? String(value) : value;
}

/** A string as YAML, plain where that is unmistakably a string. */
function quoted(value: string, always: boolean): string {
  const plain =
    /^[A-Za-z/][\w./@:-]*$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value);
  return plain && !always && !/:$|: /.test(value) ? value : JSON.stringify(value);
}
