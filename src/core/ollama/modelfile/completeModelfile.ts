import { parserNames, rendererNames } from './builtinNames.ts';
import {
  completeInstruction,
  completeNames,
  completeParameterName,
  completeParameterValue,
  completeRoles,
  completeTemplate,
} from './completions.ts';
import type { ModelfileCompletion, ModelfileContext, ModelfileInstruction, Span } from './modelfile.ts';
import { isBlank, lineEnd, lineStart } from './parse/printable.ts';
import { isInstructionName, parseModelfile } from './parseModelfile.ts';

/** What may stand at a place of the text. Files after FROM are for the shell to add: it can read folders. */
export function completeModelfile(
  text: string,
  offset: number,
  context: ModelfileContext = {},
): ModelfileCompletion[] {
  const { instructions, comments, errors } = parseModelfile(text);
  if (comments.some(({ start, end }) => offset > start && offset <= end)) return [];
  const open = errors.find(({ kind, span }) => kind === 'unclosed-quote' && offset > span.start);
  const quoted = instructions.find(
    (each) => each.quote && offset > each.valueSpan.start && offset < each.valueSpan.end,
  );
  if (open)
    return isTemplateLine(text, open.span.start) ? completeTemplate(text, open.span.start, offset) : [];
  if (quoted) return quoted.name === 'template' ? completeTemplate(text, quoted.valueSpan.start, offset) : [];
  return completeLine(text, offset, context, instructions);
}

function completeLine(
  text: string,
  offset: number,
  context: ModelfileContext,
  instructions: readonly ModelfileInstruction[],
): ModelfileCompletion[] {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const [, indent = '', word = '', blanks = '', rest = ''] =
    /^([ \t]*)([^ \t]*)([ \t]*)([^]*)$/.exec(before) ?? [];
  const at = start + indent.length;
  if (blanks === '') return completeInstruction(text, wordSpan(text, at, offset), instructions);
  const name = word.toLowerCase();
  if (!isInstructionName(name)) return [];
  const value = at + word.length + blanks.length;
  if (name === 'parameter') return completeParameter(text, value, rest, offset, instructions);
  if (name === 'message') return /[ \t]/.test(rest) ? [] : completeRoles(text, wordSpan(text, value, offset));
  if (name === 'template') return completeTemplate(text, value, offset);
  const span = { start: value, end: endOfValue(text, offset) };
  if (name === 'from') return completeNames(context.installed ?? [], 'model', 'installed', span);
  if (name === 'renderer') return completeNames(rendererNames, 'value', 'renderer', span);
  if (name === 'parser') return completeNames(parserNames, 'value', 'parser', span);
  const { serverVersion } = context;
  return name === 'requires' && serverVersion !== undefined
    ? completeNames([serverVersion], 'value', 'this server', span)
    : [];
}

function completeParameter(
  text: string,
  at: number,
  rest: string,
  offset: number,
  instructions: readonly ModelfileInstruction[],
): ModelfileCompletion[] {
  const match = /^(\w*)([ \t]+)?/.exec(rest);
  const name = match?.[1] ?? '';
  if (match?.[2] === undefined) return completeParameterName(text, wordSpan(text, at, offset), instructions);
  const start = at + match[0].length;
  return completeParameterValue(name, { start, end: endOfValue(text, offset) });
}

/** From `start` over `offset` to the end of the word. */
function wordSpan(text: string, start: number, offset: number): Span {
  let end = offset;
  while (end < text.length && /\w/.test(text.charAt(end))) end++;
  return { start, end };
}

function endOfValue(text: string, offset: number): number {
  let end = lineEnd(text, offset);
  while (end > offset && isBlank(text[end - 1])) end--;
  return end;
}

function isTemplateLine(text: string, at: number): boolean {
  return /^[ \t]*template[ \t]/i.test(text.slice(lineStart(text, at), at));
}
