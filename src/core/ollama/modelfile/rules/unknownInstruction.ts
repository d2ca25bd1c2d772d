import { instructionNames } from '../instructions.ts';
import type { ModelfileDiagnostic, ModelfileError, ModelfileFix, Span } from '../modelfile.ts';
import { deprecatedParameters, parameters } from '../parameters.ts';
import { isInstructionName, messageRoles } from '../parseModelfile.ts';
import { isBlank, lineStart } from '../parse/printable.ts';
import { nearest } from '../values/nearest.ts';
import { commentOut, insert, isTextInstruction, preferred, replace, textBlockEnd } from './fixes.ts';
import { joinFix } from './missingFixes.ts';
import type { RuleInput } from './rule.ts';

const ofDockerfiles: ReadonlySet<string> = new Set([
  ...['add', 'arg', 'cmd', 'copy', 'entrypoint', 'env', 'expose', 'healthcheck', 'label', 'maintainer'],
  ...['onbuild', 'run', 'shell', 'stopsignal', 'user', 'volume', 'workdir'],
]);

/** A line that begins with no instruction: what was meant, as far as that shows. */
export function unknownInstruction(error: ModelfileError, input: RuleInput): ModelfileDiagnostic {
  const { text } = input;
  const word = text.slice(error.span.start, error.span.end);
  const { fix, hint } = meant(word, error.span, text);
  const quoted = joinAbove(error, input) ?? quoteLines(error, input);
  const comment = commentOut(text, error.span);
  const fixes = [fix && preferred(fix), quoted && (fix ? quoted : preferred(quoted)), comment];
  return {
    code: 'modelfile/unknown-instruction',
    severity: 'error',
    message: `${error.message}${hint}`,
    fixes: fixes.filter((each) => each !== undefined),
    ...error.span,
  };
}

function meant(word: string, span: Span, text: string): { fix?: ModelfileFix; hint: string } {
  const [, letters = '', rest = ''] = /^([a-z]*)(.?)/i.exec(word) ?? [];
  const name = letters.toLowerCase();
  const upper = name.toUpperCase();
  if (isInstructionName(name) && rest !== '') {
    const hint = ` ${upper} and its value stand apart by a space.`;
    return { hint, fix: separate(upper, span.start + letters.length, text, span.start) };
  }
  const sign = /^(?:\/\/|\/\*|--|;|%|')\s*/.exec(text.slice(span.start, span.start + 20))?.[0];
  if (sign !== undefined) {
    const signs = { start: span.start, end: span.start + sign.length };
    return {
      hint: ' Comments begin with #.',
      fix: replace('comment-sign', 'Begin the comment with #', signs, '# '),
    };
  }
  if (parameters.some((each) => each.name === word) || deprecatedParameters.includes(word)) {
    return {
      hint: ' It is a parameter.',
      fix: insert('add-parameter', `Write PARAMETER ${word}`, span.start, 'PARAMETER '),
    };
  }
  if (messageRoles.includes(word)) {
    return {
      hint: ' It is a role.',
      fix: insert('add-message', `Write MESSAGE ${word}`, span.start, 'MESSAGE '),
    };
  }
  if (ofDockerfiles.has(name))
    return { hint: ' It belongs to Dockerfiles; a Modelfile runs and copies nothing.' };
  const near = nearest(word, instructionNames)?.toUpperCase();
  if (near === undefined) return { hint: '' };
  return { hint: ` Did you mean ${near}?`, fix: replace('did-you-mean', `Write ${near}`, span, near) };
}

/** `SYSTEM: x`, `SYSTEM=x` and `SYSTEM"x"` with a space; `at` is the end of the letters. */
function separate(name: string, at: number, text: string, start: number): ModelfileFix {
  let end = at;
  while (/[:=]/.test(text.charAt(end))) end++;
  while (isBlank(text[end])) end++;
  return replace('separate', `Write ${name} and a space`, { start, end }, `${name} `);
}

/** Where a quoted value stands one line below its instruction. */
function joinAbove({ span }: ModelfileError, { text, modelfile }: RuleInput): ModelfileFix | undefined {
  const before = modelfile.instructions.findLast(({ end }) => end <= span.start);
  if (!before || text[span.start] !== '"') return undefined;
  const empty = before.value === '' && text.slice(before.keyword.end, span.start).trim() === '';
  return empty ? joinFix(text, before.keyword, before.keyword.text) : undefined;
}

/** Where text runs on below a bare value, the whole in triple quotes; offered at the first line that runs on. */
function quoteLines({ span }: ModelfileError, { text, modelfile }: RuleInput): ModelfileFix | undefined {
  const before = modelfile.instructions.findLast(({ end }) => end <= span.start);
  if (!before || !isTextInstruction(before) || before.quote) return undefined;
  const between = ({ start, end }: Span) => start >= before.end && end <= span.start;
  if (modelfile.comments.some(between) || modelfile.errors.some((error) => between(error.span)))
    return undefined;
  const end = textBlockEnd(text, lineStart(text, span.start));
  const { start } = before.valueSpan;
  if (text.slice(start, end).includes('"""')) return undefined;
  return {
    id: 'quote-lines',
    title: 'Put the lines into triple quotes',
    edits: [
      { start, end: start, text: '"""' },
      { start: end, end, text: '"""' },
    ],
  };
}
