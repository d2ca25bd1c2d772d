import type { FixSite } from '../fixSite.ts';
import type { Literal } from '../literals/literalAt.ts';
import type { TextEdit } from '../secretFix.ts';

/**
 * Rust's variable is a String: where the text asked for one (`.to_string()`) it takes the place of the whole, elsewhere
 * it is borrowed.
 */
export function rustText(
  site: FixSite,
  literal: Literal,
  parts: { readonly before: string; readonly after: string; readonly value: string },
): TextEdit | undefined {
  if (/^[bc]/.test(literal.opening)) return undefined;
  const isWhole = parts.before.trim() === '' && parts.after.trim() === '';
  const braces = (part: string): string => part.replace(/[{}]/g, '$&$&');
  const format = `format!(${literal.opening}${braces(parts.before)}{}${braces(parts.after)}${literal.closing}, ${parts.value})`;
  const value = isWhole ? parts.value : format;
  const owned = ownedAround(site.text, literal);
  if (owned) return { ...owned, text: value };
  const isMacro = /\b\w+!\s*[([{][^\n]*$/.test(site.text.slice(site.text.lastIndexOf('\n', literal.start) + 1, literal.start)); // prettier-ignore
  // The first argument of `println!` and its like has to be a literal.
  if (isMacro && /!\s*[([{]\s*$/.test(site.text.slice(0, literal.start).slice(-20))) return undefined;
  return { start: literal.start, end: literal.end, text: `&${value}` };
}

/** The span of `"…".to_string()` or `String::from("…")`. */
function ownedAround(text: string, literal: Literal): { start: number; end: number } | undefined {
  const method = /^\s*\.(?:to_string|to_owned|into)\(\)/.exec(text.slice(literal.end, literal.end + 60));
  if (method) return { start: literal.start, end: literal.end + method[0].length };
  const from = /String::from\(\s*$/.exec(text.slice(Math.max(0, literal.start - 40), literal.start));
  const close = /^\s*\)/.exec(text.slice(literal.end, literal.end + 20));
  return from && close
    ? { start: literal.start - from[0].length, end: literal.end + close[0].length }
    : undefined;
}
