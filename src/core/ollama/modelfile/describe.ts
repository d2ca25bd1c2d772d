import { instructions } from './instructions.ts';
import type { InstructionName } from './modelfile.ts';
import { parameterTypeNames, type ModelfileParameter } from './parameters.ts';

/** Markdown about an instruction. */
export function describeInstruction(name: InstructionName): string {
  const { form, meaning, since, repeats } = instructions[name];
  const notes = [
    repeats === 'last-wins' ? 'Of several, the last counts.' : '',
    since === undefined ? '' : `Since Ollama ${since}.`,
  ].filter((note) => note !== '');
  return [`**${name.toUpperCase()}** ${form}`, meaning, notes.join(' ')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Markdown about a parameter. */
export function describeParameter(parameter: ModelfileParameter): string {
  const { name, type, meaning, special, since, default: standard } = parameter;
  const rows = [
    `Default: ${standard}`,
    range(parameter),
    special === undefined ? undefined : `Special: ${special}`,
    since === undefined ? undefined : `Since Ollama ${since}`,
  ].filter((row) => row !== undefined);
  return [`**${name}**: ${parameterTypeNames[type]}`, meaning, rows.map((row) => `- ${row}`).join('\n')].join(
    '\n\n',
  );
}

/** One line: `a number, default 0.8`. */
export function summariseParameter({ type, default: standard }: ModelfileParameter): string {
  return `${parameterTypeNames[type]}, default ${standard}`;
}

function range({ min, max }: ModelfileParameter): string | undefined {
  if (min === undefined) return undefined;
  return max === undefined ? `Range: ${min} or more` : `Range: ${min} to ${max}`;
}
