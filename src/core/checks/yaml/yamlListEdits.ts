import type { CheckEdit } from '../check.ts';
import {
  addEntry,
  blockLines,
  columnOf,
  endOfEntry,
  flowText,
  lineEnd,
  type YamlValue,
} from './yamlEdits.ts';
import type { YamlPlace } from './yamlPlace.ts';

type YamlMap = Exclude<YamlValue, string | number | boolean>;

/** Adds an item to the list under a key of a mapping, in its layout; makes the list where there is none. */
export function addItem(
  text: string,
  map: YamlPlace,
  key: string,
  item: YamlMap,
): readonly CheckEdit[] | undefined {
  const list = map.get(key);
  if (map.entries.some((entry) => entry.key === key) && !list.isList) return undefined;
  if (!list.isList) return addList(text, map, key, item);
  if (list.shared) return undefined;
  const { items, span } = list;
  const last = items.at(-1);
  if (list.isFlow || !last) {
    if (text.charAt(span.start) !== '[') return undefined;
    const at = span.start + 1;
    return [{ start: at, end: at, text: last ? `${flowText(item)}, ` : flowText(item) }];
  }
  if (last.shared) return undefined;
  const dash = text.lastIndexOf('-', last.span.start - 1);
  const between = text.slice(dash + 1, last.span.start);
  if (dash < 0 || /[^ ]/.test(between)) return undefined;
  const indent = columnOf(text, dash);
  return insertion(text, last.span.end, itemLines(item, indent));
}

function addList(text: string, map: YamlPlace, key: string, item: YamlMap): readonly CheckEdit[] | undefined {
  if (map.isFlow) return undefined;
  // The list is written behind an entry that stands for it: its place is where addEntry would put it.
  const [entry] = addEntry(text, map, key, '') ?? [];
  const first = map.entries[0];
  if (!entry || !first) return undefined;
  const indent = columnOf(text, first.keySpan.start);
  const lines = [`${' '.repeat(indent)}${key}:`, ...itemLines(item, indent + 2)];
  return insertion(text, entry.start, lines);
}

function itemLines(item: YamlMap, indent: number): string[] {
  const inner = ' '.repeat(indent + 2);
  const lines = Object.entries(item).flatMap(([name, value]) => blockLines(name, value, inner, '  '));
  return lines.map((line, index) => (index === 0 ? `${' '.repeat(indent)}- ${line.trimStart()}` : line));
}

function insertion(text: string, after: number, lines: readonly string[]): CheckEdit[] {
  const end = endOfEntry(text, after);
  const eol = lineEnd(text);
  const atLine = end > 0 && text.charAt(end - 1) === '\n';
  const body = lines.join(eol);
  return [{ start: end, end, text: atLine ? body + eol : eol + body }];
}

/** Takes an item of a list away with its lines; undefined where others stand on them. */
export function removeItem(text: string, list: YamlPlace, item: YamlPlace): CheckEdit[] | undefined {
  if (list.shared || item.shared || list.isFlow || list.items.length < 2) return undefined;
  const dash = text.lastIndexOf('-', item.span.start - 1);
  const lineStart = text.lastIndexOf('\n', dash - 1) + 1;
  if (dash < 0 || /\S/.test(text.slice(lineStart, dash)) || /\S/.test(text.slice(dash + 1, item.span.start)))
    return undefined;
  const end = endOfEntry(text, item.span.end);
  const stop = text.charAt(end - 1) === '\n' ? end : Math.min(text.length, end + lineEnd(text).length);
  return [{ start: lineStart, end: stop, text: '' }];
}

/** Adds `key: ["…"]` to a mapping. */
export function addFlowList(
  text: string,
  map: YamlPlace,
  key: string,
  items: readonly string[],
): readonly CheckEdit[] | undefined {
  const marker = '@@list@@';
  const edits = addEntry(text, map, key, marker);
  const list = `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
  return edits?.map((edit) => ({ ...edit, text: edit.text.replace(JSON.stringify(marker), () => list) }));
}
