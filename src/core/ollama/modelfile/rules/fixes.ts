import type { ModelfileFix, ModelfileInstruction, Span } from '../modelfile.ts';
import { isBlank, isLineEnd, lineEnd, lineStart } from '../parse/printable.ts';

export function replace(id: string, title: string, span: Span, text: string): ModelfileFix {
  return { id, title, edits: [{ start: span.start, end: span.end, text }] };
}

export function insert(id: string, title: string, at: number, text: string): ModelfileFix {
  return replace(id, title, { start: at, end: at }, text);
}

export function preferred(fix: ModelfileFix): ModelfileFix {
  return { ...fix, preferred: true };
}

/** Takes away an instruction with its line or lines. */
export function removeLines(text: string, span: Span, title = 'Remove the line'): ModelfileFix {
  const start = lineStart(text, span.start);
  return replace('remove-line', title, { start, end: nextLine(text, span.end) }, '');
}

/** Puts what begins with `#` on a line of its own above; `hash` is the offset of the `#`. */
export function moveComment(text: string, line: Span, hash: number): ModelfileFix {
  const start = lineStart(text, line.start);
  let cut = hash;
  while (isBlank(text[cut - 1])) cut--;
  const end = lineEnd(text, hash);
  const comment = text.slice(hash, end).trimEnd();
  return {
    id: 'move-comment',
    title: 'Move the comment to its own line',
    preferred: true,
    edits: [
      { start, end: start, text: `${comment}${lineBreak(text)}` },
      { start: cut, end, text: '' },
    ],
  };
}

/** Makes a comment of a line that says nothing to the server. */
export function commentOut(text: string, span: Span): ModelfileFix {
  return insert('comment-out', 'Turn the line into a comment', lineStart(text, span.start), '# ');
}

/** Where the line after the one of `at` begins. */
export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  if (text[end] === '\r' && text[end + 1] === '\n') return end + 2;
  return isLineEnd(text[end]) ? end + 1 : end;
}

/** How lines end in a text. */
export function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Begins like an instruction in capitals, as they are written by nearly everyone. */
const instructionLine =
  /^[ \t]*(?:FROM|PARAMETER|TEMPLATE|SYSTEM|ADAPTER|LICENSE|MESSAGE|DRAFT|RENDERER|PARSER|REQUIRES)[ \t]/;

/** Whether an instruction seems to begin on the line at `from`. */
export function looksLikeInstruction(text: string, from: number): boolean {
  return instructionLine.test(text.slice(from, Math.min(lineEnd(text, from), from + 200)));
}

/** The end of the text that begins at `from`: before the next line that looks like an instruction, blanks cut off. */
export function textBlockEnd(text: string, from: number): number {
  let end = lineEnd(text, from);
  for (let line = nextLine(text, from); line < text.length; line = nextLine(text, line)) {
    if (looksLikeInstruction(text, line)) break;
    end = lineEnd(text, line);
  }
  while (end > from && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

/** Whether an instruction's value is text for people or models, in which `#` is no sign of a comment. */
export function isTextInstruction({ name }: ModelfileInstruction): boolean {
  return name === 'system' || name === 'template' || name === 'license' || name === 'message';
}
