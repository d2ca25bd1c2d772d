import { createScanner, type JSONScanner } from 'jsonc-parser';

/** The scanner's token kinds; its own enum is ambient and not there at run time under our compiler options. */
const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  text: 10,
  end: 17,
} as const;

/** One line of a cell's source, and the offset in the notebook's JSON of the string it begins in. */
export interface CellLine {
  readonly text: string;
  readonly offset: number;
}

export interface NotebookCell {
  /** 0-based, counting cells of every type. */
  readonly index: number;
  readonly type: string;
  readonly lines: readonly CellLine[];
}

export interface NotebookCells {
  readonly cells: readonly NotebookCell[];
  /** The kernel's language in lower case, or its name where no language is given; undefined when neither is. */
  readonly language: string | undefined;
}

interface Container {
  readonly isObject: boolean;
  /** The key or, in an array, the array's own key. */
  key: string;
}

/** Gathers the cell that is being read. */
interface OpenCell {
  type: string;
  /** Depth of the cell's object. */
  readonly depth: number;
  readonly pieces: { readonly text: string; readonly offset: number }[];
}

/**
 * Finds the cells of a notebook token by token, so that a beginning of a file gives its complete cells and a broken
 * file those before the break. Reads formats 3 (`worksheets`, `input`) and 4; outputs are passed over.
 */
export function notebookCells(text: string): NotebookCells {
  const walk = new CellWalk(createScanner(text, true));
  walk.run();
  return { cells: walk.cells, language: walk.language ?? walk.languageInfo ?? walk.kernelName };
}

class CellWalk {
  readonly cells: NotebookCell[] = [];
  language: string | undefined;
  languageInfo: string | undefined;
  kernelName: string | undefined;
  readonly #scanner: JSONScanner;
  readonly #stack: Container[] = [];
  #cell: OpenCell | undefined;
  #index = 0;
  /** True where the next string of an object is a key. */
  #wantsKey = false;

  constructor(scanner: JSONScanner) {
    this.#scanner = scanner;
  }

  run(): void {
    for (let token: number = this.#scanner.scan(); token !== kinds.end; token = this.#scanner.scan()) {
      if (token === kinds.openBrace || token === kinds.openBracket) this.#open(token);
      else if (token === kinds.closeBrace || token === kinds.closeBracket) this.#close();
      else if (token === kinds.comma) this.#wantsKey = this.#stack.at(-1)?.isObject === true;
      else if (token === kinds.text) this.#string();
    }
  }

  #open(token: number): void {
    const isObject = token === kinds.openBrace;
    const parent = this.#stack.at(-1);
    const inCells = parent?.isObject === false && parent.key === 'cells';
    this.#stack.push({ isObject, key: isObject ? '' : (parent?.key ?? '') });
    this.#wantsKey = isObject;
    if (isObject && inCells && !this.#cell) this.#cell = { type: '', depth: this.#stack.length, pieces: [] };
  }

  #close(): void {
    const cell = this.#cell;
    if (cell && this.#stack.length === cell.depth) {
      this.cells.push({ index: this.#index++, type: cell.type, lines: linesOf(cell.pieces) });
      this.#cell = undefined;
    }
    this.#stack.pop();
    this.#wantsKey = false;
  }

  #string(): void {
    const container = this.#stack.at(-1);
    if (!container) return;
    if (container.isObject && this.#wantsKey) {
      container.key = this.#scanner.getTokenValue();
      this.#wantsKey = false;
    } else if (this.#cell) this.#cellString(this.#cell, container);
    else if (container.isObject) this.#metadata(container.key);
  }

  #cellString(cell: OpenCell, container: Container): void {
    const depth = this.#stack.length - cell.depth;
    if (depth === 0 && container.key === 'cell_type') cell.type = this.#scanner.getTokenValue();
    const isSource = container.key === 'source' || container.key === 'input';
    if (!isSource || depth > 1 || (depth === 1 && container.isObject)) return;
    cell.pieces.push({ text: this.#scanner.getTokenValue(), offset: this.#scanner.getTokenOffset() });
  }

  #metadata(key: string): void {
    const parent = this.#stack.at(-2)?.key;
    if (parent === 'kernelspec' && key === 'language')
      this.language = this.#scanner.getTokenValue().toLowerCase();
    if (parent === 'language_info' && key === 'name')
      this.languageInfo = this.#scanner.getTokenValue().toLowerCase();
    if (parent === 'kernelspec' && key === 'name')
      this.kernelName = this.#scanner.getTokenValue().toLowerCase();
  }
}

/** Joins the strings of a source and cuts them into lines; each line keeps the place where it begins. */
function linesOf(pieces: readonly { readonly text: string; readonly offset: number }[]): CellLine[] {
  const lines: { text: string; offset: number }[] = [];
  let open = true;
  for (const { text, offset } of pieces) {
    for (const [index, part] of text.split(/\r\n|\r|\n/).entries()) {
      const last = lines.at(-1);
      if (index === 0 && !open && last) last.text += part;
      else lines.push({ text: part, offset });
      open = false;
    }
    // The part after a final line end is where the next string goes on, as a line of its own.
    if (/[\r\n]$/.test(text)) {
      lines.pop();
      open = true;
    }
  }
  return lines;
}
