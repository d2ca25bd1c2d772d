/** A reference that is longer than this names no image. */
const longest = 1_000;

/** The defaults of ARG before the first FROM, by name; undefined for those without one. */
export type GlobalArguments = ReadonlyMap<string, string | undefined>;

const variable = /\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}]*))?\}|\{[^}]*\}?)/g;

/** A word of FROM or of a default with its variables filled in; undefined where one of them has no value. */
export function resolveReference(word: string, known: GlobalArguments): string | undefined {
  let result = '';
  let at = 0;
  for (const match of word.matchAll(variable)) {
    const [whole, plain, braced, operator, other = ''] = match;
    const value = valueOf(known.get(plain ?? braced ?? ''), operator, other);
    if (value === undefined) return undefined;
    result += word.slice(at, match.index) + value;
    at = match.index + whole.length;
  }
  result += word.slice(at);
  return result.length <= longest && !result.includes('$') ? result : undefined;
}

/** `${name}`, `${name:-other}`, `${name:+other}`. */
function valueOf(value: string | undefined, operator: string | undefined, other: string): string | undefined {
  const isSet = value !== undefined && (value !== '' || operator?.startsWith(':') !== true);
  if (operator?.endsWith('+') === true) return isSet ? other : '';
  if (operator === undefined) return value;
  return isSet ? value : other;
}
