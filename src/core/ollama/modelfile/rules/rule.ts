import type { Modelfile, ModelfileContext, ModelfileDiagnostic, ModelfileInstruction } from '../modelfile.ts';

/** What a rule looks at. */
export interface RuleInput {
  readonly text: string;
  readonly modelfile: Modelfile;
  readonly context: ModelfileContext;
  /** The line of an offset, from 1. */
  readonly lineOf: (offset: number) => number;
}

export type Rule = (input: RuleInput) => readonly ModelfileDiagnostic[];

/** Runs a check on every instruction. */
export function forEachInstruction(
  check: (instruction: ModelfileInstruction, input: RuleInput) => readonly ModelfileDiagnostic[],
): Rule {
  return (input) => input.modelfile.instructions.flatMap((instruction) => check(instruction, input));
}
