import { instructions } from '../instructions.ts';
import type { ModelfileDiagnostic, ModelfileInstruction } from '../modelfile.ts';
import { isInstructionName } from '../parseModelfile.ts';
import { looksLikePath } from '../values/pathLook.ts';
import { removeLines } from './fixes.ts';
import type { Rule, RuleInput } from './rule.ts';

/** What a later line takes the place of. */
export const repeatRules: Rule = (input) => [...overridden(input), ...severalFrom(input)];

function overridden({ text, modelfile, lineOf }: RuleInput): ModelfileDiagnostic[] {
  const last = new Map<string, ModelfileInstruction>();
  for (const instruction of modelfile.instructions) last.set(instruction.command, instruction);
  const findings: ModelfileDiagnostic[] = [];
  for (const instruction of modelfile.instructions) {
    const later = last.get(instruction.command);
    if (!later || later === instruction || collects(instruction.command)) continue;
    findings.push(
      unused(
        instruction,
        text,
        'duplicate',
        `The ${nameOf(later)} in line ${lineOf(later.start)} takes its place.`,
      ),
    );
    if (findings.length >= mostFindings) break;
  }
  return findings;
}

/** Files go together; a name puts aside files and names before it. */
function severalFrom({ text, modelfile, context, lineOf }: RuleInput): ModelfileDiagnostic[] {
  const all = modelfile.instructions.filter(({ command }) => command === 'model').slice(0, mostFindings);
  const isFile = ({ value }: ModelfileInstruction) => {
    const kind = context.paths?.get(value);
    return kind === undefined ? looksLikePath(value) : kind !== 'missing';
  };
  const name = all.findLast((instruction) => !isFile(instruction));
  if (!name) return [];
  const why = `The server builds on ${name.value.slice(0, 60)} of line ${lineOf(name.start)} and ignores this one.`;
  return all.filter((each) => each !== name).map((each) => unused(each, text, 'several-from', why));
}

function unused(
  instruction: ModelfileInstruction,
  text: string,
  code: string,
  message: string,
): ModelfileDiagnostic {
  return {
    code: `modelfile/${code}`,
    severity: 'warning',
    message,
    fixes: [removeLines(text, instruction)],
    tag: 'unnecessary',
    start: instruction.start,
    end: instruction.end,
  };
}

/** More of them help nobody. */
const mostFindings = 100;

/** Whether all of them count; an empty command is a parameter without a name. */
function collects(command: string): boolean {
  if (command === 'model' || command === 'stop' || command === '') return true;
  return (
    isInstructionName(command) && command !== 'parameter' && instructions[command].repeats === 'collects'
  );
}

function nameOf({ name, argument }: ModelfileInstruction): string {
  return name === 'parameter' ? (argument?.text ?? '') : name.toUpperCase();
}
