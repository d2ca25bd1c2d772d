import type { CheckEdit, Span } from '../check.ts';
import { lineEnd } from '../yaml/yamlEdits.ts';
import type { HclAttribute, HclBlock } from './readHcl.ts';

/** The value of a block's attribute or an object's, as it is written: `"a"`, `3`, `true`. */
export type HclText = string;

export function attributeOf(block: HclBlock | undefined, name: string): HclAttribute | undefined {
  return block?.attributes.find((attribute) => attribute.name === name);
}

/** The first block of a type in each, one in another. */
export function blockAt(block: HclBlock, path: readonly string[]): HclBlock | undefined {
  return path.reduce<HclBlock | undefined>(
    (inner, type) => inner?.blocks.find((child) => child.type === type),
    block,
  );
}

/** A dynamic block that makes blocks of a type on the way along a path: what stands there is not known. */
export function dynamicOn(block: HclBlock, path: readonly string[]): HclBlock | undefined {
  let inner: HclBlock | undefined = block;
  for (const type of path) {
    const dynamic = inner?.blocks.find((child) => child.type === 'dynamic' && child.labels[0] === type);
    if (dynamic) return dynamic;
    inner = inner?.blocks.find((child) => child.type === type);
  }
  return undefined;
}

/** Adds `name = value` to the block at a path, and makes the blocks that are missing. */
export function addAttribute(
  text: string,
  root: HclBlock,
  path: readonly string[],
  name: string,
  value: HclText,
): readonly CheckEdit[] | undefined {
  let block = root;
  for (const [index, type] of path.entries()) {
    const next = block.blocks.find((child) => child.type === type);
    if (!next) return addLines(text, block, nestedLines(path.slice(index), `${name} = ${value}`));
    block = next;
  }
  const last = block.attributes.at(-1);
  const line = last ? aligned(text, last, name, value) : `${name} = ${value}`;
  return addLines(text, block, [line], last);
}

function nestedLines(path: readonly string[], line: string): string[] {
  const [type, ...rest] = path;
  if (type === undefined) return [line];
  return [`${type} {`, ...nestedLines(rest, line).map((inner) => `  ${inner}`), '}'];
}

/** Equals signs of lines that follow each other stand below each other, where the name leaves room for it. */
function aligned(text: string, before: HclAttribute, name: string, value: HclText): string {
  const sign = text.indexOf('=', before.nameSpan.end);
  const width = sign - before.nameSpan.start - 1;
  return `${name.padEnd(Math.min(Math.max(width, 0), 60))} = ${value}`;
}

/** Adds lines to a block: behind an attribute, or at its end. */
export function addLines(
  text: string,
  block: HclBlock,
  lines: readonly string[],
  behind?: HclAttribute,
): readonly CheckEdit[] {
  const eol = lineEnd(text);
  const { start, end } = block.inner;
  const outer = indentAt(text, block.start);
  const inner = text.slice(start, end);
  if (!inner.includes('\n')) {
    const kept = inner.trim() === '' ? [] : [inner.trim()];
    const body = [...kept, ...lines].map((line) => `${outer}  ${line}`).join(eol);
    return [{ start, end, text: `${eol}${body}${eol}${outer}` }];
  }
  const at = behind ? lineStop(text, behind.end) : lineStop(text, text.slice(0, end).trimEnd().length);
  const indent = behind ? indentAt(text, behind.start) : `${outer}  `;
  return [{ start: at, end: at, text: lines.map((line) => `${eol}${indent}${line}`).join('') }];
}

/** Adds `key = value` to an object. */
export function addToObject(
  text: string,
  object: Span & { readonly attributes: readonly HclAttribute[] },
  key: string,
  value: HclText,
): readonly CheckEdit[] | undefined {
  const last = object.attributes.at(-1);
  const name = /^[A-Za-z_]\w*$/.test(key) ? key : `"${key}"`;
  const inner = text.slice(object.start + 1, object.end - 1);
  if (!last || !inner.includes('\n')) {
    const at = last ? last.end : object.start + 1;
    return [{ start: at, end: at, text: last ? `, ${name} = ${value}` : ` ${name} = ${value} ` }];
  }
  const comma = /^[ \t]*,/.test(text.slice(last.end, last.end + 200));
  const at = lineStop(text, last.end);
  if (/^[ \t]*,?[ \t]*[^\s,#/]/.test(text.slice(last.end, at))) return undefined;
  const line = aligned(text, last, name, value);
  return [
    { start: at, end: at, text: `${lineEnd(text)}${indentAt(text, last.start)}${line}${comma ? ',' : ''}` },
  ];
}

/** Takes an attribute or a block away with its lines; undefined where others stand on them. */
export function removeLines(text: string, span: Span): readonly CheckEdit[] | undefined {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const stop = lineStop(text, span.end);
  if (/\S/.test(text.slice(start, span.start)) || /^[ \t]*[^\s#/,]/.test(text.slice(span.end, stop)))
    return undefined;
  const next = text.startsWith('\r\n', stop) ? stop + 2 : Math.min(text.length, stop + 1);
  return [{ start, end: next, text: '' }];
}

function lineStop(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text.charAt(at - 1) === '\r' ? at - 1 : at;
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
