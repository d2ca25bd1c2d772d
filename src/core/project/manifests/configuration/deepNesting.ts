/** Nesting beyond this is an attack or a mistake. */
const maxDepth = 200;
/** YAML's compact nesting, one level for each sign or key. */
const compact = /(?:(?:[-?]|[^\s,{}[\]]{1,40}:)[ \t]+){200}/;

/**
 * Where brackets, or YAML's compact lists and keys, are nested beyond any use: parsers are slow and run out of stack there.
 * Brackets are counted without regard to strings, which real files survive.
 */
export function deepNestingAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return at;
    } else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
  }
  const lists = text.search(compact);
  return lists < 0 ? undefined : lists;
}
