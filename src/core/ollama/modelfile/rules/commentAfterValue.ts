import type { ModelfileDiagnostic, ModelfileInstruction } from '../modelfile.ts';
import { moveComment } from './fixes.ts';

/** Offset of a `#` behind a bare value, where a blank stands before it. */
export function noteBehind({ valueSpan, quote }: ModelfileInstruction, text: string): number | undefined {
  if (quote) return undefined;
  const at = text.slice(valueSpan.start, valueSpan.end).search(/[ \t]#/);
  return at < 0 ? undefined : valueSpan.start + at + 1;
}

/** `x # note`: the server takes the comment for a part of the value. */
export function commentAfterValue(
  instruction: ModelfileInstruction,
  hash: number,
  text: string,
  severity: 'error' | 'warning',
): ModelfileDiagnostic {
  return {
    code: 'modelfile/comment-after-value',
    severity,
    message: 'A comment needs a line of its own: the server takes this one for a part of the value.',
    fixes: [moveComment(text, instruction, hash)],
    start: hash,
    end: instruction.valueSpan.end,
  };
}
