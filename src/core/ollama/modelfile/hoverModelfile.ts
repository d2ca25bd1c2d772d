import { describeInstruction, describeParameter } from './describe.ts';
import type { ModelfileHover, ModelfileInstruction, Span } from './modelfile.ts';
import { deprecatedParameters, findParameter } from './parameters.ts';
import { parseModelfile } from './parseModelfile.ts';
import { templateWords } from './template/templateWords.ts';

/** What stands at a place: an instruction, a parameter with its value, a role, or a word of a template. */
export function hoverModelfile(text: string, offset: number): ModelfileHover | undefined {
  const instruction = parseModelfile(text).instructions.find((each) => covers(each, offset));
  if (!instruction) return undefined;
  const { keyword, name, argument } = instruction;
  if (covers(keyword, offset)) return hover(describeInstruction(name), keyword);
  if (name === 'parameter') return hoverParameter(instruction, offset);
  if (argument && covers(argument, offset)) return hover(describeRole(argument.text), argument);
  return name === 'template' ? hoverTemplate(text, instruction, offset) : undefined;
}

function hoverParameter(
  { command, argument, valueSpan }: ModelfileInstruction,
  offset: number,
): ModelfileHover | undefined {
  const span = [argument, valueSpan].find((each) => each && covers(each, offset));
  if (!span) return undefined;
  if (deprecatedParameters.includes(command))
    return hover(`**${command}** is ignored since Ollama 0.7.`, span);
  const parameter = findParameter(command);
  return parameter && hover(describeParameter(parameter), span);
}

function describeRole(role: string): string {
  const meanings: Readonly<Record<string, string>> = {
    system: 'Instructions to the model.',
    user: 'What a user says, as an example.',
    assistant: 'What the model is to answer, as an example.',
  };
  return `**${role}**: ${meanings[role] ?? 'no role that the server knows.'}`;
}

function hoverTemplate(
  text: string,
  { valueSpan }: ModelfileInstruction,
  offset: number,
): ModelfileHover | undefined {
  const before = text.slice(valueSpan.start, offset);
  if (before.lastIndexOf('{{') < before.lastIndexOf('}}') || !before.includes('{{')) return undefined;
  const left = /[.\w]*$/.exec(before.slice(-60))?.[0] ?? '';
  const right = /^\w*/.exec(text.slice(offset, offset + 60))?.[0] ?? '';
  const found = templateWords.find(({ word }) => word === left + right);
  return (
    found &&
    hover(`**${found.word}**: ${found.meaning}`, { start: offset - left.length, end: offset + right.length })
  );
}

function covers({ start, end }: Span, offset: number): boolean {
  return offset >= start && offset <= end && start < end;
}

function hover(markdown: string, { start, end }: Span): ModelfileHover {
  return { markdown, start, end };
}
