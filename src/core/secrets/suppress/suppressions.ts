import { lastAtMost, LineIndex } from '../../project/text/lines.ts';
import type { SecretFinding } from '../finding.ts';
import { peerRuleCovers } from '../peers/peerRules.ts';
import { directivesIn, type Directive } from './directive.ts';
import { namesRule } from './ruleList.ts';
import type { Suppression } from './suppression.ts';

/** Says which comment takes a finding of one text back; undefined where none does. */
export type SuppressionLookup = (finding: SecretFinding) => Suppression | undefined;

/** Characters of a line that are looked at to either side of a finding: the lines of minified files have millions. */
const reach = 4_000;

/** Reads the block comments of a text once; to be asked for each of its findings. */
export function createSuppressions(text: string): SuppressionLookup {
  const blocks = blockLookup(blockDirectives(text));
  let lines: LineIndex | undefined;
  return (finding) => {
    const found = besideFinding(text, finding) ?? lineBefore(text, finding) ?? blocks(finding);
    if (!found) return undefined;
    lines ??= new LineIndex(text);
    const { name, offset, reason } = found;
    return { kind: 'comment', by: name, line: lines.lineAt(offset), ...(reason !== undefined && { reason }) };
  };
}

/** See createSuppressions, which is to be preferred for several findings of a text. */
export function suppressionAt(text: string, finding: SecretFinding): Suppression | undefined {
  return createSuppressions(text)(finding);
}

function blockDirectives(text: string): readonly Directive[] {
  if (!text.includes('secretlint-') && !text.includes('ggignore-')) return [];
  return directivesIn(text).filter(({ scope }) => scope === 'disable' || scope === 'enable');
}

/** Before the finding on its first line, or after it on its last. */
function besideFinding(text: string, finding: SecretFinding): Directive | undefined {
  const before = directivesBetween(text, lineStart(text, finding.start), finding.start);
  const after = directivesBetween(text, finding.end, lineEnd(text, finding.end));
  return [...after, ...before].find(
    (directive) => (directive.scope === 'line' || directive.scope === 'either') && covers(directive, finding),
  );
}

function lineBefore(text: string, finding: SecretFinding): Directive | undefined {
  const start = lineStart(text, finding.start);
  if (start === 0 || !isBreak(text.charCodeAt(start - 1))) return undefined;
  const end = text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
  const from = lineStart(text, end);
  return directivesBetween(text, from, end).find(({ scope, offset, ...rest }) => {
    // Semgrep: a comment beside code speaks of that code alone.
    const alone = scope === 'either' && !/[a-z0-9]/i.test(text.slice(from, offset));
    return (scope === 'nextLine' || alone) && covers(rest, finding);
  });
}

function directivesBetween(text: string, start: number, end: number): Directive[] {
  if (end - start < 5) return [];
  const part = text.slice(start, end);
  return directivesIn(part).map((directive) => ({ ...directive, offset: directive.offset + start }));
}

function lineStart(text: string, at: number): number {
  const limit = Math.max(0, at - reach);
  let start = at;
  while (start > limit && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

function lineEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + reach);
  let end = at;
  while (end < limit && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** From each block comment that is about a rule on, which one is in force. */
interface BlockStates {
  readonly offsets: readonly number[];
  readonly states: readonly (Directive | undefined)[];
}

/** The last `disable` before the finding that no `enable` took back. */
function blockLookup(blocks: readonly Directive[]): (finding: SecretFinding) => Directive | undefined {
  if (blocks.length === 0) return () => undefined;
  const byRule = new Map<string, BlockStates>();
  return (finding) => {
    const key = `${finding.provider} ${finding.rule}`;
    const { offsets, states } = byRule.get(key) ?? blockStates(blocks, finding);
    byRule.set(key, { offsets, states });
    return finding.start < (offsets[0] ?? Infinity) ? undefined : states[lastAtMost(offsets, finding.start)];
  };
}

function blockStates(blocks: readonly Directive[], finding: SecretFinding): BlockStates {
  const about = blocks.filter((block) => covers(block, finding));
  let open: Directive | undefined;
  const states = about.map((block) => {
    if (block.scope === 'disable') open = block;
    else if (open && isGitGuardian(open) === isGitGuardian(block)) open = undefined;
    return open;
  });
  return { offsets: about.map(({ offset }) => offset), states };
}

function isGitGuardian({ name }: Directive): boolean {
  return name.startsWith('ggignore');
}

function covers({ rules, dialect }: Pick<Directive, 'rules' | 'dialect'>, finding: SecretFinding): boolean {
  if (rules.length === 0) return true;
  return rules.some((rule) =>
    dialect === 'own'
      ? namesRule(rule, finding.rule)
      : rule.includes('secretlint-rule-preset-') || peerRuleCovers(rule, finding) === true,
  );
}
