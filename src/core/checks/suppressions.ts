import { LineIndex } from '../project/text/lines.ts';
import type { CheckDiagnostic } from './check.ts';

/** `# ai-stack: ignore docker/root-user, public-access`; without rules, all. */
const comment = /(?:#|\/\/)[ \t]*ai-stack:[ \t]*ignore(?![\w-])([^\r\n]{0,400})/g;

/**
 * The findings that no comment takes back. A comment `# ai-stack: ignore RULE` holds for its line, and for the next one
 * where it stands alone. RULE is a code (`cloudrun/public-access`) or its part after the slash; several are divided by
 * commas or spaces, and words after ` -- ` are a reason.
 */
export function withoutSuppressed(text: string, found: readonly CheckDiagnostic[]): CheckDiagnostic[] {
  const rules = suppressedRules(text);
  if (rules.size === 0 || found.length === 0) return [...found];
  const lines = new LineIndex(text);
  return found.filter(({ code, start }) => {
    const here = rules.get(lines.lineAt(start));
    return !here?.some((rule) => rule === '' || rule === code || rule === code.slice(code.indexOf('/') + 1));
  });
}

/** Rules by the line that they are suppressed on; an empty rule stands for all. */
function suppressedRules(text: string): Map<number, string[]> {
  const byLine = new Map<number, string[]>();
  if (!text.includes('ai-stack:')) return byLine;
  const lines = new LineIndex(text);
  for (const match of text.matchAll(comment)) {
    const [list = ''] = (match[1] ?? '').split(/ -- /, 1);
    const named = list.split(/[\s,]+/).filter((word) => /^[a-z][a-z0-9-]*(?:\/[a-z0-9-]+)?$/.test(word));
    const line = lines.lineAt(match.index);
    const before = text.slice(text.lastIndexOf('\n', match.index - 1) + 1, match.index);
    for (const at of before.trim() === '' ? [line, line + 1] : [line])
      byLine.set(at, [...(byLine.get(at) ?? []), ...(named.length > 0 ? named : [''])]);
  }
  return byLine;
}
