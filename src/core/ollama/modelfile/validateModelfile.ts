import type { ModelfileContext, ModelfileDiagnostic } from './modelfile.ts';
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
  const input = { text, modelfile: parseModelfile(text), context };
  return rules.flatMap((rule) => rule(input)).sort((a, b) => a.start - b.start || a.end - b.end);
}
