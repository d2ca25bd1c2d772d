import type { ModelfileDiagnostic, ModelfileError, ModelfileErrorKind, ModelfileFix } from '../modelfile.ts';
import { argumentFixes, roleFixes } from './argumentFixes.ts';
import { missingFromFixes, missingValueFixes } from './missingFixes.ts';
import { unclosedQuoteFixes } from './quoteFixes.ts';
import type { Rule, RuleInput } from './rule.ts';
import { unknownInstruction } from './unknownInstruction.ts';

type FixesOf = (error: ModelfileError, input: RuleInput) => readonly ModelfileFix[];

const fixesOf: Readonly<Record<Exclude<ModelfileErrorKind, 'unknown-instruction'>, FixesOf>> = {
  'missing-value': missingValueFixes,
  'bad-argument': argumentFixes,
  'bad-role': roleFixes,
  'unclosed-quote': unclosedQuoteFixes,
  'missing-from': missingFromFixes,
};

/** What the parser refuses. */
export const parserErrors: Rule = (input) =>
  input.modelfile.errors.map((error): ModelfileDiagnostic => {
    if (error.kind === 'unknown-instruction') return unknownInstruction(error, input);
    const fixes = fixesOf[error.kind](error, input);
    return {
      code: `modelfile/${error.kind}`,
      severity: 'error',
      message: error.message,
      fixes,
      ...error.span,
    };
  });
