/**
 * The least entropy that a betterleaks filter asks for, where it begins with that: `filter.entropy(finding["secret"]) <=
 * 3.0`. `whole` says that it asks for nothing else. Other expressions are not evaluated.
 */
export function entropyOfFilter(
  expression: string,
): { readonly entropy: number; readonly whole: boolean } | undefined {
  const found =
    /^\s*filter\.entropy\(\s*finding\[["']secret["']\]\s*\)\s*<=?\s*(\d{1,2}(?:\.\d{1,6})?)\s*(\|\||$)/.exec(
      expression,
    );
  return found ? { entropy: Number(found[1]), whole: found[2] === '' } : undefined;
}
