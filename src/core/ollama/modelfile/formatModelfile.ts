import type { ModelfileInstruction, Span } from './modelfile.ts';
import { lineStart } from './parse/printable.ts';
import { parseModelfile } from './parseModelfile.ts';

/**
 * The text in one style: keywords in capitals, one space between parts, no blanks at the ends of lines, at most one
 * empty line in a row, a line break at the end. What the server reads stays the same: values are kept to the letter,
 * and lines that it refuses stay as they are.
 */
export function formatModelfile(text: string): string {
  const { instructions, comments, errors } = parseModelfile(text);
  const unclosed = errors.find(({ kind }) => kind === 'unclosed-quote');
  const end = unclosed ? lineStart(text, unclosed.span.start) : text.length;
  const lines = new FormattedLines(text.includes('\r\n') ? '\r\n' : '\n');
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const parts = [
    ...instructions.map((each) => part(text, each)),
    ...comments.map((span) => comment(text, span)),
  ];
  for (const { start, end: after, shown } of parts.sort((a, b) => a.start - b.start)) {
    lines.addGap(text.slice(at, start), lines.isEmpty, false);
    lines.add(shown);
    at = after;
  }
  lines.addGap(text.slice(at, end), lines.isEmpty, true);
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const shown = lines.text(end === text.length) + text.slice(Math.max(end, bom.length));
  // A mark that did not stand at the beginning counts as a character: it must not come to stand there.
  return bom === '' && shown.startsWith('\uFEFF') ? text : bom + shown;
}

interface Part extends Span {
  readonly shown: string;
}

function part(text: string, instruction: ModelfileInstruction): Part {
  const { start, end, keyword, argument, value, valueSpan } = instruction;
  if (argument?.text === '') return { start, end, shown: text.slice(start, end) };
  const words = [keyword.text.toUpperCase(), ...(argument ? [argument.text] : [])];
  const raw =
    value === '' && valueSpan.start === valueSpan.end ? '' : text.slice(valueSpan.start, valueSpan.end);
  return { start, end, shown: `${words.join(' ')} ${raw}` };
}

function comment(text: string, { start, end }: Span): Part {
  return { start, end, shown: text.slice(start, end).trimEnd() };
}

/** Gathers lines and drops empty ones at the beginning, at the end and in a row. */
class FormattedLines {
  readonly #lineBreak: string;
  readonly #lines: string[] = [];

  constructor(lineBreak: string) {
    this.#lineBreak = lineBreak;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  add(line: string): void {
    this.#lines.push(line);
  }

  /**
   * What stands between two parts: the rest of the line before (blanks, and what the server drops), lines that are
   * empty or refused, and the indent of the next part.
   */
  addGap(gap: string, first: boolean, last: boolean): void {
    const rows = gap.split(/\r\n|\n|\r/);
    const between = rows.slice(first ? 0 : 1, last ? undefined : -1);
    for (const row of between) {
      if (/[^ \t]/.test(row)) this.#lines.push(row);
      else if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
    }
  }

  /** At the end of all, no empty line stays. */
  text(isAll: boolean): string {
    while (isAll && this.#lines.at(-1) === '') this.#lines.pop();
    return this.#lines.map((line) => line + this.#lineBreak).join('');
  }
}
