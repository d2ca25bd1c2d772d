import type {
  ModelfileContext,
  ModelfileDiagnostic,
  ModelfileFix,
  ModelfileInstruction,
} from '../modelfile.ts';
import {
  deprecatedParameters,
  findParameter,
  parameterTypeNames,
  parameters,
  removedParameters,
  type ModelfileParameter,
} from '../parameters.ts';
import { isInstructionName } from '../parseModelfile.ts';
import { isBlank } from '../parse/printable.ts';
import { parseGoBool, parseGoFloat, parseGoInt } from '../values/goNumbers.ts';
import { nearest } from '../values/nearest.ts';
import { compareVersions } from '../values/versions.ts';
import { commentAfterValue, noteBehind } from './commentAfterValue.ts';
import { preferred, removeLines, replace } from './fixes.ts';
import { forEachInstruction, type Rule, type RuleInput } from './rule.ts';
import { shown } from './shown.ts';
import { valueFixes } from './valueFixes.ts';

/** The names and values of PARAMETER. */
export const parameterRules: Rule = forEachInstruction((instruction, input) => {
  if (instruction.name !== 'parameter') return [];
  const { command } = instruction;
  if (command === 'model' || (command !== 'from' && command !== 'parameter' && isInstructionName(command)))
    return [actsAsInstruction(instruction)];
  if (deprecatedParameters.includes(command)) return [deprecated(instruction, input.text)];
  const parameter = findParameter(command);
  if (!parameter) return [unknown(instruction, input.text)];
  return [...tooNew(instruction, parameter, input), ...checkValue(instruction, parameter, input)];
});

/** The server looks at the name only, so `PARAMETER system x` sets the system message. */
function actsAsInstruction({
  command,
  keyword,
  argument,
  valueSpan,
}: ModelfileInstruction): ModelfileDiagnostic {
  const name = command === 'model' ? 'FROM' : command.toUpperCase();
  const span = { start: keyword.start, end: argument?.end ?? keyword.end };
  const fix = replace(
    'write-instruction',
    `Write ${name}`,
    { start: span.start, end: valueSpan.start },
    `${name} `,
  );
  return {
    code: 'modelfile/parameter-is-instruction',
    severity: 'warning',
    message: `The server takes this line for ${name}.`,
    fixes: command === 'message' || command === 'draft' ? [] : [preferred(fix)],
    ...span,
  };
}

function deprecated(instruction: ModelfileInstruction, text: string): ModelfileDiagnostic {
  return {
    code: 'modelfile/deprecated-parameter',
    severity: 'warning',
    message: `${instruction.command} is ignored since Ollama 0.7.`,
    fixes: [preferred(removeLines(text, instruction))],
    tag: 'deprecated',
    ...nameSpan(instruction),
  };
}

function unknown(instruction: ModelfileInstruction, text: string): ModelfileDiagnostic {
  const { command, argument, keyword, valueSpan } = instruction;
  const base = { code: 'modelfile/unknown-parameter', severity: 'error' } as const;
  if (command === '' && argument) {
    let { end } = argument;
    while (isBlank(text[end]) && end < valueSpan.end) end++;
    const fix = replace('one-space', 'Leave one space', { start: keyword.end, end }, ' ');
    const message =
      'The name has to follow PARAMETER after exactly one space: with more of them the server finds none.';
    return { ...base, message, fixes: [preferred(fix)], start: keyword.end, end };
  }
  const span = nameSpan(instruction);
  const removed = removedParameters.get(command);
  if (removed !== undefined) {
    const message = `${command} is gone since Ollama ${removed}.`;
    return { ...base, message, fixes: [preferred(removeLines(text, instruction))], ...span };
  }
  const near = nearest(command, [...parameters.map(({ name }) => name), ...deprecatedParameters]);
  const message = `The server knows no parameter ${shown(command)}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
  const write = near === undefined ? [] : [preferred(replace('did-you-mean', `Write ${near}`, span, near))];
  return { ...base, message, fixes: [...write, removeLines(text, instruction)], ...span };
}

function tooNew(
  instruction: ModelfileInstruction,
  { since, name }: ModelfileParameter,
  { text, context }: RuleInput,
): ModelfileDiagnostic[] {
  if (since === undefined || isSince(since, context)) return [];
  const known = context.serverVersion !== undefined;
  const older = known ? `this server is ${context.serverVersion ?? ''}` : 'older servers refuse it';
  return [
    {
      code: known ? 'modelfile/unknown-parameter' : 'modelfile/newer-parameter',
      severity: known ? 'error' : 'information',
      message: `${name} needs Ollama ${since}; ${older}.`,
      fixes: [removeLines(text, instruction)],
      ...nameSpan(instruction),
    },
  ];
}

/** Versions that all servers in use have reached by far are not worth a word. */
function isSince(since: string, { serverVersion }: ModelfileContext): boolean {
  if (serverVersion === undefined) return compareVersions(since, '0.24.0') <= 0;
  return serverVersion === '0.0.0' || compareVersions(serverVersion, since) >= 0;
}

function checkValue(
  instruction: ModelfileInstruction,
  parameter: ModelfileParameter,
  input: RuleInput,
): ModelfileDiagnostic[] {
  const { value, valueSpan } = instruction;
  const note = noteBehind(instruction, input.text);
  if (parameter.type === 'string') {
    return note === undefined ? [] : [commentAfterValue(instruction, note, input.text, 'warning')];
  }
  const read =
    parameter.type === 'bool'
      ? parseGoBool(value)
      : parameter.type === 'int'
        ? parseGoInt(value)
        : parseGoFloat(value);
  if (read === undefined || (typeof read === 'number' && !Number.isFinite(read))) {
    if (note !== undefined) return [commentAfterValue(instruction, note, input.text, 'error')];
    return [wrongType(instruction, parameter, input.text)];
  }
  if (typeof read === 'boolean') return [];
  const range = outOfRange(read, parameter, valueSpan);
  return range ? [range] : parameter.name === 'num_ctx' ? contextTooLong(read, instruction, input) : [];
}

function wrongType(
  instruction: ModelfileInstruction,
  parameter: ModelfileParameter,
  text: string,
): ModelfileDiagnostic {
  const { value, valueSpan } = instruction;
  const what = value === '' ? 'nothing stands here' : `the server reads ${shown(value)} as none`;
  return {
    code: 'modelfile/wrong-type',
    severity: 'error',
    message: `${parameter.name} takes ${parameterTypeNames[parameter.type]}; ${what}.`,
    fixes: valueFixes(instruction, parameter, text),
    ...valueSpan,
  };
}

function outOfRange(
  value: number,
  { name, min = -Infinity, max = Infinity, special }: ModelfileParameter,
  span: { start: number; end: number },
): ModelfileDiagnostic | undefined {
  if (value >= min && value <= max) return undefined;
  const bound = value < min ? min : max;
  const range = max === Infinity ? `${min} or more` : `from ${min} to ${max}`;
  return {
    code: 'modelfile/out-of-range',
    severity: 'warning',
    message: `${name} makes sense ${range}${special === undefined ? '' : ` (${special})`}; the server takes ${value} all the same.`,
    fixes: [replace('nearest-bound', `Write ${bound}`, span, String(bound))],
    start: span.start,
    end: span.end,
  };
}

function contextTooLong(
  value: number,
  { valueSpan }: ModelfileInstruction,
  { modelfile, context }: RuleInput,
): ModelfileDiagnostic[] {
  const base = modelfile.instructions.findLast(({ command }) => command === 'model')?.value ?? '';
  const length = context.contextLengths?.get(base) ?? context.contextLengths?.get(`${base}:latest`);
  if (length === undefined || value <= length) return [];
  const fix: ModelfileFix = replace('nearest-bound', `Write ${length}`, valueSpan, String(length));
  return [
    {
      code: 'modelfile/context-too-long',
      severity: 'warning',
      message: `${base} was made for ${length} tokens: the server cuts num_ctx down to that.`,
      fixes: [fix],
      ...valueSpan,
    },
  ];
}

function nameSpan({ argument, keyword }: ModelfileInstruction): { start: number; end: number } {
  const { start, end } = argument ?? keyword;
  return { start, end };
}
