import type { ModelfileError, ModelfileFix } from '../modelfile.ts';
import { parameters } from '../parameters.ts';
import { messageRoles } from '../parseModelfile.ts';
import { isBlank } from '../parse/printable.ts';
import { nearest } from '../values/nearest.ts';
import { preferred, removeLines, replace } from './fixes.ts';
import type { RuleInput } from './rule.ts';

const otherRoles: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['bot', 'assistant'],
  ['ai', 'assistant'],
  ['model', 'assistant'],
  ['developer', 'system'],
]);

/** `PARAMETER top-p 1`, `PARAMETER temperature=1`, `MESSAGE user: x`. */
export function argumentFixes({ span }: ModelfileError, { text }: RuleInput): ModelfileFix[] {
  const word = text.slice(span.start, span.end);
  const isMessage = /^[ \t]*message/i.test(text.slice(text.lastIndexOf('\n', span.start) + 1, span.start));
  const glued = /^["']?(\w+)["']?[=:]*/.exec(word);
  const name = glued?.[1] ?? '';
  const known = isMessage ? messageRoles : parameters.map((parameter) => parameter.name);
  const whole = word.replace(/[.-]/g, '_').replace(/[^\w]/g, '');
  const near = known.includes(name)
    ? name
    : isMessage
      ? nearestRole(name)
      : (nearest(whole, known) ?? nearest(name, known));
  if (near === undefined) return [removeLines(text, span)];
  let end =
    near === nearest(whole, known) && !word.includes('=') && !word.includes(':')
      ? span.end
      : span.start + (glued?.[0].length ?? 0);
  while (isBlank(text[end])) end++;
  return [
    preferred(replace('write-name', `Write ${near} and a space`, { start: span.start, end }, `${near} `)),
  ];
}

/** The role in lower case or the nearest one; what a blank too many hid. */
export function roleFixes({ span }: ModelfileError, { text }: RuleInput): ModelfileFix[] {
  const word = text.slice(span.start, span.end);
  if (word.trim() === '') {
    let end = span.end;
    while (isBlank(text[end])) end++;
    return [preferred(replace('one-space', 'Leave one space', { start: span.start, end }, ' '))];
  }
  const near = nearestRole(word);
  const write = (role: string) => replace(`role-${role}`, `Write ${role}`, span, role);
  return near ? [preferred(write(near))] : messageRoles.map(write);
}

function nearestRole(word: string): string | undefined {
  return otherRoles.get(word.toLowerCase()) ?? nearest(word, messageRoles);
}
