import { cellPath, outputPath, type OutputText } from './segmentPath.ts';

/** A stretch of the notebook's JSON; `end` is exclusive. Inside of the quotes, for a string. */
export interface JsonRange {
  readonly start: number;
  readonly end: number;
}

/** One text of a notebook that people or programs wrote: a cell's source, or what it printed. */
export interface NotebookSegment {
  /** What is put behind the notebook's path so that it says the language: `.py`. */
  readonly suffix: string;
  readonly isCode: boolean;
  readonly where: 'source' | 'output';
  /** Index of the cell, from 0, counting cells of every type. */
  readonly cell: number;
  /** The JSON strings that the text is made of, joined without anything between them. */
  readonly strings: readonly JsonRange[];
}

export interface NotebookLayout {
  readonly segments: readonly NotebookSegment[];
  /** All of the JSON that is neither a segment nor the payload of a picture or the like. */
  readonly rest: readonly JsonRange[];
}

/** No notebook nests as deep; a file that does was made to. */
const deepest = 200;
/** Between two lines of a source stand quotes, a comma, a line end and the indentation. */
const longestGap = 24;

/**
 * Finds the texts of a Jupyter notebook (formats 3 and 4) in its JSON. Undefined for what is no whole JSON object with
 * cells. Linear in the text; keeps only places, no copies.
 */
export function notebookLayout(json: string): NotebookLayout | undefined {
  const walk = new LayoutWalk(json);
  return walk.run() ? walk.layout() : undefined;
}

interface Container {
  readonly isObject: boolean;
  /** The key that is being given a value; in an array, the array's own key. */
  key: string;
}

interface OpenSegment {
  readonly kind: 'source' | OutputText;
  /** Index of the cell whose type and magics say the language. */
  readonly cell: number;
  /** Where the string, or the array of strings, belongs: another value is another segment. */
  readonly owner: Container;
  readonly key: string;
  readonly strings: JsonRange[];
}

class LayoutWalk {
  readonly #json: string;
  readonly #stack: Container[] = [];
  readonly #segments: OpenSegment[] = [];
  /** What is no part of the rest, in order. */
  readonly #taken: JsonRange[] = [];
  readonly #cellTypes: string[] = [];
  #cellDepth = 0;
  #hasCells = false;
  /** True where the next string of an object is a key. */
  #wantsKey = false;
  #language = '';
  #languageInfo = '';
  #kernelName = '';

  constructor(json: string) {
    this.#json = json;
  }

  /** False where the JSON is broken. */
  run(): boolean {
    const json = this.#json;
    for (let at = 0; at < json.length; at++) {
      const code = json.charCodeAt(at);
      if (code === 34) {
        const end = stringEnd(json, at + 1);
        if (end < 0) return false;
        this.#string({ start: at + 1, end });
        at = end;
      } else if (code === 123 || code === 91) {
        if (!this.#open(code === 123)) return false;
      } else if (code === 125 || code === 93) {
        if (!this.#close(code === 125)) return false;
      } else if (code === 44) this.#wantsKey = this.#stack.at(-1)?.isObject === true;
    }
    return this.#stack.length === 0 && this.#hasCells;
  }

  layout(): NotebookLayout {
    const language = this.#language || this.#languageInfo || this.#kernelName;
    const segments = this.#segments.map(({ kind, cell, strings }): NotebookSegment => {
      if (kind !== 'source')
        return { suffix: outputPath(kind), isCode: false, where: 'output', cell, strings };
      const type = this.#cellTypes[cell] ?? 'code';
      const first = strings[0];
      const head = first ? this.#json.slice(first.start, Math.min(first.end, first.start + 200)) : '';
      return {
        suffix: cellPath(type, language, head),
        isCode: type === 'code',
        where: 'source',
        cell,
        strings,
      };
    });
    return { segments, rest: between(this.#taken, this.#json.length) };
  }

  #open(isObject: boolean): boolean {
    const parent = this.#stack.at(-1);
    if (this.#stack.length >= deepest || (!parent && !isObject)) return false;
    const inCells = isObject && parent?.isObject === false && parent.key === 'cells';
    this.#stack.push({ isObject, key: isObject ? '' : (parent?.key ?? '') });
    this.#wantsKey = isObject;
    if (!isObject && parent?.key === 'cells') this.#hasCells = true;
    if (inCells && this.#cellDepth === 0) {
      this.#cellDepth = this.#stack.length;
      this.#cellTypes.push('code');
    }
    return true;
  }

  #close(isObject: boolean): boolean {
    if (this.#stack.pop()?.isObject !== isObject) return false;
    if (this.#stack.length < this.#cellDepth) this.#cellDepth = 0;
    this.#wantsKey = false;
    return true;
  }

  #string(range: JsonRange): void {
    const container = this.#stack.at(-1);
    if (!container) return;
    if (container.isObject && this.#wantsKey) {
      // A key is short; what is longer names nothing that is looked for.
      container.key = this.#json.slice(range.start, Math.min(range.end, range.start + 100));
      this.#wantsKey = false;
    } else if (this.#cellDepth > 0) this.#cellString(range, container);
    else if (container.isObject) this.#metadata(container.key, range);
  }

  #cellString(range: JsonRange, container: Container): void {
    const stack = this.#stack;
    // The object that the string or its array is a value of.
    const owner = container.isObject ? container : stack.at(-2);
    if (!owner?.isObject) return;
    const depth = (container.isObject ? stack.length : stack.length - 1) - this.#cellDepth;
    const key = container.key;
    if (depth === 0) {
      if (key === 'cell_type') this.#cellTypes[this.#cellTypes.length - 1] = this.#text(range);
      if (key === 'source' || key === 'input') this.#add('source', owner, key, range);
      return;
    }
    const cell = stack[this.#cellDepth - 1];
    if (cell?.key === 'attachments') this.#take(range);
    if (cell?.key !== 'outputs') return;
    const kind = outputText(key);
    if (kind === 'payload') this.#take(range);
    else if (kind !== undefined && depth <= 3) this.#add(kind, owner, key, range);
  }

  #add(kind: 'source' | OutputText, owner: Container, key: string, range: JsonRange): void {
    this.#take(range);
    const last = this.#segments.at(-1);
    if (last?.owner === owner && last.key === key) last.strings.push(range);
    else this.#segments.push({ kind, cell: this.#cellTypes.length - 1, owner, key, strings: [range] });
  }

  /** Lines of a source follow one another: what stands between them, comma and indentation, goes with them. */
  #take({ start, end }: JsonRange): void {
    const last = this.#taken.at(-1);
    if (last && start - last.end <= longestGap)
      this.#taken[this.#taken.length - 1] = { start: last.start, end };
    else this.#taken.push({ start, end });
  }

  #metadata(key: string, range: JsonRange): void {
    const parent = this.#stack.at(-2)?.key;
    if (parent === 'kernelspec' && key === 'language') this.#language = this.#text(range);
    if (parent === 'language_info' && key === 'name') this.#languageInfo = this.#text(range);
    if (parent === 'kernelspec' && key === 'name') this.#kernelName = this.#text(range);
  }

  #text({ start, end }: JsonRange): string {
    return this.#json.slice(start, Math.min(end, start + 100)).toLowerCase();
  }
}

/** What a value of an output is, by its key: a MIME type, or in format 3 a short name. */
function outputText(key: string): OutputText | 'payload' | undefined {
  if (key === 'text' || key === 'traceback' || key === 'evalue') return 'plain';
  if (key === 'html' || key === 'text/html' || key === 'svg' || key === 'image/svg+xml') return 'html';
  if (key === 'text/markdown') return 'markdown';
  if (key === 'javascript' || key === 'application/javascript') return 'javascript';
  if (key.startsWith('text/') || key === 'latex') return 'plain';
  if (/^(?:image|audio|video|font)\/|^application\/(?:pdf|octet-stream|zip)$|^(?:png|jpeg|pdf)$/.test(key))
    return 'payload';
  return undefined;
}

/** Offset of the quote that ends a string; -1 where none does. */
function stringEnd(json: string, from: number): number {
  for (let end = json.indexOf('"', from); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (end - 1 - backslashes >= from && json.charCodeAt(end - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

/** What lies between ranges that are in order. */
function between(ranges: readonly JsonRange[], length: number): JsonRange[] {
  const rest: JsonRange[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    if (start > from) rest.push({ start: from, end: start });
    from = end;
  }
  if (from < length) rest.push({ start: from, end: length });
  return rest;
}
