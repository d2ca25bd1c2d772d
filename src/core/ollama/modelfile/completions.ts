import { describeInstruction, describeParameter, summariseParameter } from './describe.ts';
import { instructionNames, instructions } from './instructions.ts';
import type {
  ModelfileCompletion,
  ModelfileCompletionKind,
  ModelfileInstruction,
  Span,
} from './modelfile.ts';
import { findParameter, parameters, type ModelfileParameter } from './parameters.ts';
import { isBlank, lineEnd } from './parse/printable.ts';
import { messageRoles } from './parseModelfile.ts';
import { templateWords } from './template/templateWords.ts';

/** Instructions, with a value to fill in where the line holds none yet; FROM comes first until there is one. */
export function completeInstruction(
  text: string,
  span: Span,
  present: readonly ModelfileInstruction[],
): ModelfileCompletion[] {
  const alone = restIsEmpty(text, span.end);
  const used = new Set(present.filter(({ start }) => start !== span.start).map(({ name }) => name));
  return instructionNames.map((name, at) => {
    const { form, snippet, repeats } = instructions[name];
    const word = name.toUpperCase();
    const late = name === 'from' || repeats === 'last-wins' ? used.has(name) : false;
    return {
      label: word,
      kind: 'instruction',
      ...(alone ? { insertText: `${word} ${snippet}`, snippet: true } : { insertText: word }),
      detail: form,
      documentation: describeInstruction(name),
      sortText: sortKey(late, at),
      ...span,
    };
  });
}

/** Parameters, those that the text sets already last. */
export function completeParameterName(
  text: string,
  span: Span,
  present: readonly ModelfileInstruction[],
): ModelfileCompletion[] {
  const alone = restIsEmpty(text, span.end);
  const used = new Set(
    present.filter(({ argument }) => argument?.start !== span.start).map(({ command }) => command),
  );
  return parameters.map((parameter, at) => ({
    label: parameter.name,
    kind: 'parameter',
    ...(alone ? { insertText: withValue(parameter), snippet: true } : { insertText: parameter.name }),
    detail: summariseParameter(parameter),
    documentation: describeParameter(parameter),
    sortText: sortKey(used.has(parameter.name) && parameter.name !== 'stop', at),
    ...span,
  }));
}

/** Values that are often meant, in the order of the table. */
export function completeParameterValue(name: string, span: Span): ModelfileCompletion[] {
  const parameter = findParameter(name);
  if (!parameter) return [];
  const standard = /^-?[\d.]+$/.exec(parameter.default)?.[0];
  const values = [...new Set([...(standard === undefined ? [] : [standard]), ...parameter.examples])];
  return values.map((value, at) => ({
    label: value,
    kind: 'value',
    insertText: value,
    detail: value === standard ? 'default' : summariseParameter(parameter),
    documentation: describeParameter(parameter),
    sortText: sortKey(false, at),
    ...span,
  }));
}

export function completeRoles(text: string, span: Span): ModelfileCompletion[] {
  const space = restIsEmpty(text, span.end) ? ' ' : '';
  return messageRoles.map((role, at) => ({
    label: role,
    kind: 'role',
    insertText: role + space,
    detail: 'role of a message',
    sortText: sortKey(false, at),
    ...span,
  }));
}

export function completeNames(
  names: readonly string[],
  kind: ModelfileCompletionKind,
  detail: string,
  span: Span,
): ModelfileCompletion[] {
  return names.map((name, at) => ({
    label: name,
    kind,
    insertText: name,
    detail,
    sortText: sortKey(false, at),
    ...span,
  }));
}

/** Inside `{{ }}` only. */
export function completeTemplate(text: string, start: number, offset: number): ModelfileCompletion[] {
  const before = text.slice(start, offset);
  if (before.lastIndexOf('{{') <= before.lastIndexOf('}}') || !before.includes('{{')) return [];
  const word = /\.?\w*$/.exec(before.slice(-60))?.[0] ?? '';
  let end = offset;
  while (/\w/.test(text.charAt(end))) end++;
  return templateWords.map(({ word: label, meaning, snippet }, at) => ({
    label,
    kind: 'template',
    insertText: snippet ?? label,
    ...(snippet !== undefined && { snippet: true }),
    detail: 'template',
    documentation: meaning,
    sortText: sortKey(false, at),
    start: offset - word.length,
    end,
  }));
}

function withValue({ name, type, examples, default: standard }: ModelfileParameter): string {
  if (type === 'bool') return `${name} \${1|true,false|}`;
  const value = /^-?[\d.]+$/.test(standard) ? standard : (examples[0] ?? '');
  return type === 'string' ? `${name} "\${1:text}"` : `${name} \${1:${value}}`;
}

function restIsEmpty(text: string, at: number): boolean {
  let end = lineEnd(text, at);
  while (end > at && isBlank(text[end - 1])) end--;
  return end === at;
}

function sortKey(late: boolean, at: number): string {
  return `${late ? 1 : 0}${String(at).padStart(4, '0')}`;
}
