const expansion = /\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}]*))?\})/g;
/** Characters. Values that are made of each other could double with every line; nothing real grows as much. */
const maxGrowth = 2000;

/**
 * Replaces `$X`, `${X}`, `${X:-default}` and `${X:+other}` in the way that Dockerfiles and compose files do.
 * A variable without a known value and without a default stays as written.
 */
export function substitute(text: string, values: ReadonlyMap<string, string>): string {
  if (!text.includes('$')) return text;
  const replaced = text.replace(
    expansion,
    (whole: string, bare?: string, braced?: string, operator?: string, word?: string) => {
      const value = values.get(bare ?? braced ?? '');
      const set = value !== undefined && (value !== '' || operator?.startsWith(':') !== true);
      if (operator?.endsWith('+')) return set ? (word ?? '') : '';
      if (set) return value;
      return operator === undefined ? whole : (word ?? '');
    },
  );
  return replaced.length > text.length + maxGrowth ? text : replaced;
}
