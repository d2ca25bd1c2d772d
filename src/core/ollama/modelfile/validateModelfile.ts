import type { ModelfileContext, ModelfileDiagnostic } from './modelfile.ts';
import { lineLookup } from './parse/lineLookup.ts';
import { parseModelfile } from './parseModelfile.ts';
import { baseRules } from './rules/baseRules.ts';
import { messageRules } from './rules/messageRules.ts';
import { metaRules } from './rules/metaRules.ts';
import { parameterRules } from './rules/parameterRules.ts';
import { parserErrors } from './rules/parserErrors.ts';
import { repeatRules } from './rules/repeatRules.ts';
import type { Rule } from './rules/rule.ts';
import { templateRules } from './rules/templateRules.ts';
import { textRules } from './rules/textRules.ts';

const rules: readonly Rule[] = [
  parserErrors,
  baseRules,
  parameterRules,
  templateRules,
  metaRules,
  textRules,
  repeatRules,
  messageRules,
];

/**
 * What `ollama create` would refuse (errors), what it takes but makes something else of (warnings) and what is good to
 * know, in the order of the text. What `context` does not say is not judged. Never throws.
 */
export function validateModelfile(text: string, context: ModelfileContext = {}): ModelfileDiagnostic[] {
  const input = { text, modelfile: parseModelfile(text), context, lineOf: lineNumbers(text) };
  const found = rules.flatMap((rule) => rule(input));
  const errorsFirst = (a: ModelfileDiagnostic, b: ModelfileDiagnostic): number =>
    Number(b.severity === 'error') - Number(a.severity === 'error');
  const kept = found.length > mostFindings ? found.sort(errorsFirst).slice(0, mostFindings) : found;
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** More of them nobody reads and no editor draws in time; errors go before what is no error. */
const mostFindings = 1000;

/** Looks at the text when a line is first asked for. */
function lineNumbers(text: string): (offset: number) => number {
  let lookup: ((offset: number) => number) | undefined;
  return (offset) => (lookup ??= lineLookup(text))(offset) + 1;
}
