import type { ModelfileDiagnostic, ModelfileInstruction } from '../modelfile.ts';
import { isKept, lineEnd } from '../parse/printable.ts';
import { insert, looksLikeInstruction, nextLine, preferred, removeLines, textBlockEnd } from './fixes.ts';
import { behindQuoteFix, textBehindQuote } from './quoteFixes.ts';
import type { Rule, RuleInput } from './rule.ts';

/** Values that the server takes otherwise than they look. */
export const textRules: Rule = ({ text, modelfile, lineOf }) => {
  const given = new Set<string>();
  return modelfile.instructions.flatMap((instruction) => {
    // An empty value has an effect where it takes the place of an earlier one.
    const takesBack = instruction.value === '' && given.has(instruction.command);
    if (instruction.value !== '' && !collecting.has(instruction.command)) given.add(instruction.command);
    return [
      ...swallowedLines(instruction, text, lineOf),
      ...singleQuotes(instruction),
      ...(takesBack ? [] : emptyValue(instruction, text)),
      ...droppedCharacters(instruction, text),
    ];
  });
};

const collecting: ReadonlySet<string> = new Set(['model', 'stop', 'license', 'message']);

/** A quote that is closed only by a later line, so that instructions between have become part of the value. */
function swallowedLines(
  { valueSpan, quote }: ModelfileInstruction,
  text: string,
  lineOf: RuleInput['lineOf'],
): ModelfileDiagnostic[] {
  if (!quote || lineEnd(text, valueSpan.start) >= valueSpan.end) return [];
  const behind = textBehindQuote(text, valueSpan.start);
  if (quote === '"""' && !behind) return [];
  const swallowed = firstInstructionLine(text, valueSpan);
  if (swallowed === undefined) return [];
  const until = lineOf(valueSpan.end);
  const message = behind
    ? `Text behind a closing quote opens it again: the value goes on to line ${until} and holds instructions.`
    : `This quote is closed only in line ${until}: the instructions between are part of the value.`;
  const close = insert('close-quote', 'Close the quote', textBlockEnd(text, valueSpan.start), quote);
  const span = behind ?? { start: valueSpan.start, end: lineEnd(text, valueSpan.start) };
  return [
    {
      code: behind ? 'modelfile/text-after-quote' : 'modelfile/swallowed-lines',
      severity: 'warning',
      message,
      fixes: [preferred(behind ? behindQuoteFix(text, valueSpan.start, behind) : close)],
      ...span,
    },
  ];
}

function firstInstructionLine(
  text: string,
  { start, end }: { start: number; end: number },
): number | undefined {
  for (let line = nextLine(text, start); line < end; line = nextLine(text, line)) {
    if (looksLikeInstruction(text, line)) return line;
  }
  return undefined;
}

/** Where quotes are refused, their own rules say so. */
const quotable: ReadonlySet<string> = new Set([
  'system',
  'template',
  'message',
  'renderer',
  'parser',
  'stop',
]);

function singleQuotes({ command, value, valueSpan, quote }: ModelfileInstruction): ModelfileDiagnostic[] {
  if (quote || !quotable.has(command) || !/^'[^]*'$/.test(value) || value.length < 2) return [];
  const mark = value.includes('"') ? '"""' : '"';
  const edits = [
    { start: valueSpan.start, end: valueSpan.start + 1, text: mark },
    { start: valueSpan.end - 1, end: valueSpan.end, text: mark },
  ];
  return [
    {
      code: 'modelfile/single-quotes',
      severity: 'warning',
      message: 'Single quotes are part of the value: only double quotes enclose one.',
      fixes: [{ id: 'double-quotes', title: 'Use double quotes', edits, preferred: true }],
      ...valueSpan,
    },
  ];
}

const withoutEffect: ReadonlySet<string> = new Set([
  'system',
  'template',
  'renderer',
  'parser',
  'license',
  'stop',
]);

function emptyValue(instruction: ModelfileInstruction, text: string): ModelfileDiagnostic[] {
  const { command, value, keyword, argument, valueSpan } = instruction;
  const span = { start: keyword.start, end: Math.max(valueSpan.end, argument?.end ?? keyword.end) };
  const base = { code: 'modelfile/empty-value', severity: 'warning', ...span } as const;
  if (value.trim() !== '') return [];
  const remove = [preferred(removeLines(text, instruction))];
  if (command === 'message') return [{ ...base, message: 'This message has no text.', fixes: remove }];
  if (command === 'model')
    return [{ ...base, message: 'Without a value, FROM means the folder of this Modelfile.', fixes: [] }];
  if (value !== '' || !withoutEffect.has(command)) return [];
  const message =
    command === 'stop' ? 'An empty text stops nothing.' : 'Without a value, the line changes nothing.';
  return [{ ...base, message, fixes: remove }];
}

/** No-break spaces, zero-width characters and the like, one finding for each instruction. */
function droppedCharacters({ start, end }: ModelfileInstruction, text: string): ModelfileDiagnostic[] {
  const raw = text.slice(start, end);
  const dropped = Array.from(raw.matchAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} \t\r\n]/gu)).filter(
    ([character]) => !isKept(character),
  );
  const [first] = dropped;
  if (!first) return [];
  const edits = dropped.map(({ index, 0: character }) => ({
    start: start + index,
    end: start + index + character.length,
    text: /\p{Zs}|\p{Zl}|\p{Zp}/u.test(character) ? ' ' : '',
  }));
  const code = (first[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const more = dropped.length > 1 ? ` and ${dropped.length - 1} more` : '';
  return [
    {
      code: 'modelfile/dropped-character',
      severity: 'information',
      message: `The server drops characters that cannot be seen: U+${code} here${more}.`,
      fixes: [{ id: 'replace-invisible', title: 'Replace the characters that cannot be seen', edits }],
      start: start + first.index,
      end: start + first.index + first[0].length,
    },
  ];
}
