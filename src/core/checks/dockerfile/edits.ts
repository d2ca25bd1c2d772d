import type { CheckEdit, CheckFix, Span } from '../check.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { withSpaceBefore } from './facts/copiedSources.ts';
import type { Command } from './shell/commands.ts';

export function fix(id: string, title: string, ...edits: readonly CheckEdit[]): CheckFix {
  return { id, title, edits };
}

export function replace({ start, end }: Span, text: string): CheckEdit {
  return { start, end, text };
}

export function insertAt(offset: number, text: string): CheckEdit {
  return { start: offset, end: offset, text };
}

/** Takes out a word and the white space before it. */
export function removeWord(file: Dockerfile, word: Span): CheckEdit {
  return replace(withSpaceBefore(file, word), '');
}

/** Lines before an instruction, with its indentation. */
export function linesBefore(file: Dockerfile, instruction: Instruction, lines: readonly string[]): CheckEdit {
  const start = lineStart(file.text, instruction.start);
  const indent = file.text.slice(start, instruction.start);
  return insertAt(start, lines.map((line) => `${indent}${line}${file.lineEnd}`).join(''));
}

/** Takes out the lines of an instruction. */
export function removeInstruction({ text }: Dockerfile, instruction: Span): CheckEdit {
  const start = lineStart(text, instruction.start);
  let end = instruction.end;
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  if (text.startsWith('\r\n', end)) end += 2;
  else if (end < text.length) end += 1;
  return { start, end, text: '' };
}

/**
 * Takes one command out of a chain with the operator that joins it, so that what is left is a chain. Undefined where it
 * cannot go without changing what the others do: in a pipe, after `||`, in a group.
 */
export function removeCommand(
  file: Dockerfile,
  instruction: Instruction,
  commands: readonly Command[],
  command: Command,
): CheckEdit | undefined {
  const at = commands.indexOf(command);
  const next = commands[at + 1];
  if (commands.length === 1 && instruction.heredocs.length === 0) return removeInstruction(file, instruction);
  const isPlain = (joint: string): boolean => joint === '&&' || joint === ';' || joint === '\n';
  if (next ? !isPlain(next.joint) : /[)}]/.test(file.masked.slice(command.end, instruction.args.end)))
    return undefined;
  if (command.joint === '' || command.joint === '\n') {
    return next ? replace({ start: command.start, end: next.start }, '') : replace(command, 'true');
  }
  if (!isPlain(command.joint)) return undefined;
  let start = command.jointStart;
  while (start > 0 && /\s/.test(file.masked.charAt(start - 1))) start--;
  return replace({ start, end: command.end }, '');
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start--;
  return start;
}
