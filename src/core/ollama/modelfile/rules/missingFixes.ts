import type { ModelfileError, ModelfileFix } from '../modelfile.ts';
import { findParameter } from '../parameters.ts';
import { insert, lineBreak, preferred, removeLines } from './fixes.ts';
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
  const value = /^-?[\d.]+/.exec(findParameter(words[1] ?? '')?.default ?? '')?.[0];
  const fix =
    value === undefined
      ? []
      : [preferred(insert('add-default', `Give the default, ${value}`, span.end, ` ${value}`))];
  return [...fix, removeLines(text, span)];
}

/** FROM with a model that is installed. */
export function missingFromFixes(_: ModelfileError, { text, context }: RuleInput): ModelfileFix[] {
  const line = (name: string) => `FROM ${name}${lineBreak(text)}`;
  return (context.installed ?? [])
    .slice(0, offered)
    .map((name) => insert('add-from', `Begin with FROM ${name}`, 0, line(name)));
}
