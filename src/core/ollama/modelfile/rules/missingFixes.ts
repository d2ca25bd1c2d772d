import type { ModelfileError, ModelfileFix, Span } from '../modelfile.ts';
import { findParameter } from '../parameters.ts';
import { messageRoles } from '../parseModelfile.ts';
import { insert, lineBreak, preferred, removeLines, replace } from './fixes.ts';
import type { RuleInput } from './rule.ts';

const offered = 3;

/** An instruction without a value: one that is at hand, or the line away. */
export function missingValueFixes({ span }: ModelfileError, { text, context }: RuleInput): ModelfileFix[] {
  const words = text.slice(span.start, span.end).split(/[ \t]+/);
  if (/^from$/i.test(words[0] ?? '')) {
    return (context.installed ?? [])
      .slice(0, offered)
      .map((name) => insert('add-model', `Build on ${name}`, span.end, ` ${name}`));
  }
  const below = joinFix(text, span, words[0] ?? '');
  if (below) return [preferred(below), removeLines(text, span)];
  if (/^message$/i.test(words[0] ?? '') && words[1] !== undefined && !messageRoles.includes(words[1])) {
    const at = span.end - words[1].length;
    return words[1] === ''
      ? [removeLines(text, span)]
      : [preferred(insert('add-role', 'Write the role user', at, 'user '))];
  }
  const value = /^-?[\d.]+/.exec(findParameter(words[1] ?? '')?.default ?? '')?.[0];
  const fix =
    value === undefined
      ? []
      : [preferred(insert('add-default', `Give the default, ${value}`, span.end, ` ${value}`))];
  return [...fix, removeLines(text, span)];
}

/** A quoted value that begins on the next line. */
export function joinFix(text: string, { end }: Span, keyword: string): ModelfileFix | undefined {
  if (!/^(?:system|template|license)$/i.test(keyword)) return undefined;
  const gap = /^[ \t]*(?:\r\n|\n|\r)[ \t]*(?=")/.exec(text.slice(end, end + 200))?.[0];
  return gap === undefined
    ? undefined
    : replace('join-line', 'Begin the value on this line', { start: end, end: end + gap.length }, ' ');
}

/** FROM with a model that is installed. */
export function missingFromFixes(_: ModelfileError, { text, context }: RuleInput): ModelfileFix[] {
  const line = (name: string) => `FROM ${name}${lineBreak(text)}`;
  return (context.installed ?? [])
    .slice(0, offered)
    .map((name) => insert('add-from', `Begin with FROM ${name}`, 0, line(name)));
}
