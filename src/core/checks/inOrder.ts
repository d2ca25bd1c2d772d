import type { CheckDiagnostic } from './check.ts';

/** Findings in the order of their places; of two that are the same, one. */
export function inOrder(found: readonly CheckDiagnostic[]): CheckDiagnostic[] {
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .filter(({ code, start, end }) => {
      const key = `${code} ${start} ${end}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
