import type { FileChange, TextEdit } from './secretFix.ts';

/** The text with the edits made. Edits may come in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let changed = '';
  let copied = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    changed += text.slice(copied, edit.start) + edit.text;
    copied = edit.end;
  }
  return changed + text.slice(copied);
}

/** `\r\n` where the text's first line ends so. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * What the file should be after the change: `existing` is its text, absent where there is no such file. Lines that it
 * has are not added again, nor is `NAME=` where NAME has any value. The way that lines end is kept. The answer is
 * undefined where nothing has to be written.
 */
export function applyFileChange(existing: string | undefined, change: FileChange): string | undefined {
  if (existing === undefined && change.kind === 'append') return undefined;
  const text = existing ?? '';
  const present = text.split(/\r?\n/).map((line) => line.trimEnd());
  const missing = change.lines.filter((line) => !isPresent(line, present));
  if (missing.length === 0) return undefined;
  const eol = lineEnding(text);
  const separator = text === '' || text.endsWith('\n') ? '' : eol;
  return text + separator + missing.map((line) => line + eol).join('');
}

function isPresent(line: string, present: readonly string[]): boolean {
  if (present.includes(line)) return true;
  const name = /^(\w+)=$/.exec(line)?.[1];
  if (name !== undefined) return present.some((other) => assignedName(other) === name);
  return isIgnoredAlready(line, present);
}

function assignedName(line: string): string | undefined {
  return /^\s*(?:export\s+)?(\w+)\s*=/.exec(line)?.[1];
}

/** Patterns of .gitignore that leave out the same: `.env`, `/.env`, `**` + `/.env`. */
function isIgnoredAlready(line: string, present: readonly string[]): boolean {
  if (line.includes('=')) return false;
  const bare = line.replace(/^\//, '');
  const anywhere = bare.slice(bare.lastIndexOf('/') + 1);
  return [`/${bare}`, bare, anywhere, `**/${anywhere}`].some((pattern) => present.includes(pattern));
}

/** A line of `.env` that gives the value to the name, quoted where dotenv's readers need it. */
export function dotenvLine(name: string, value: string): string {
  if (/^[\w./+=:@%,~^-]*$/.test(value)) return `${name}=${value}`;
  if (!/['\n\r]/.test(value)) return `${name}='${value}'`;
  const escaped = value.replace(/[\\"$]/g, '\\$&').replace(/\r?\n/g, '\\n');
  return `${name}="${escaped}"`;
}

/**
 * The edits in the order of the text, insertions at one place made one; undefined where two of them overlap or one lies
 * outside of the text.
 */
export function tidyEdits(edits: readonly TextEdit[], length: number): TextEdit[] | undefined {
  const sorted = edits
    .filter(({ start, end, text }) => end > start || text !== '')
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const tidy: TextEdit[] = [];
  for (const edit of sorted) {
    const last = tidy.at(-1);
    if (edit.start < 0 || edit.end > length || (last && edit.start < last.end)) return undefined;
    const isSamePlace = last?.start === edit.start && last.end === edit.start;
    if (isSamePlace) tidy[tidy.length - 1] = { ...edit, text: last.text + edit.text };
    else tidy.push(edit);
  }
  return tidy;
}
