import type { Clue } from '../clue.ts';

interface KeyShape {
  readonly provider: string;
  readonly prefix: string;
  /** What the whole value must look like. */
  readonly shape: RegExp;
}

/** Longer prefixes first: an OpenRouter key also begins like an OpenAI key. */
const shapes: readonly KeyShape[] = [
  { provider: 'anthropic', prefix: 'sk-ant-', shape: /^sk-ant-[\w-]{32,200}$/ },
  { provider: 'openrouter', prefix: 'sk-or-', shape: /^sk-or-(?:v\d-)?[0-9a-f]{40,80}$/ },
  { provider: 'langfuse', prefix: 'sk-lf-', shape: /^sk-lf-[0-9a-f-]{30,40}$/ },
  { provider: 'openai', prefix: 'sk-', shape: /^sk-(?:proj-|svcacct-|admin-)?[\w-]{32,220}$/ },
  { provider: 'google', prefix: 'AIza', shape: /^AIza[\w-]{35}$/ },
  { provider: 'google', prefix: 'AQ.', shape: /^AQ\.[\w-]{30,120}$/ },
  { provider: 'huggingface', prefix: 'hf_', shape: /^hf_[A-Za-z0-9]{30,40}$/ },
  { provider: 'groq', prefix: 'gsk_', shape: /^gsk_[A-Za-z0-9]{40,60}$/ },
  { provider: 'xai', prefix: 'xai-', shape: /^xai-[A-Za-z0-9]{40,100}$/ },
  { provider: 'replicate', prefix: 'r8_', shape: /^r8_[A-Za-z0-9]{30,45}$/ },
];

const prefixes = ['sk-', 'AIza', 'AQ\\.', 'hf_', 'gsk_', 'xai-', 'r8_'].join('|');
const quoted = new RegExp(`(["'\`])(Bearer |)((?:${prefixes})[\\w.-]{20,240})\\1`, 'g');
const anyValue = new RegExp(`(?:${prefixes})[\\w.-]{16,240}`, 'g');

/** A name for a credential and what stands between it and its value, at the end of the text before the value. */
const credentialContext =
  /(?:(?:key|token|secret|authorization|credential)s?["'`\])]{0,3}\s{0,8}(?::\s{0,4}\w{1,20}\s{0,4})?(?:=|:|:=|,|\|\||\?\?|\bor)|\blogin\()\s{0,20}$/i;

const placeholder =
  /your|example|x{4}|placeholder|dummy|fake|sample|change.?me|insert|replace|redacted|my[-_]|here|1234567|abcdefg|\*{3}|\.{3}/i;

/** Beginnings of such values as they stand in code, for the test that comes before parsing. */
export const keyMarks: readonly string[] = ['sk-', 'AIza', 'AQ.', 'hf_', 'gsk_', 'xai-', 'r8_'].flatMap(
  (prefix) => [`"`, `'`, '`', 'Bearer '].map((before) => before + prefix),
);

/**
 * Literal credentials of model services in code of any language: a value of a provider's shape, in quotes, given to
 * something named as a key or token. The clue's text is the line with the value left out; the offset tells where.
 * Meant to be right when it speaks, not to be complete: scanning for secrets is a feature of its own.
 */
export function literalKeys(text: string): { readonly offset: number; readonly clue: Omit<Clue, 'line'> }[] {
  const found: { offset: number; clue: Omit<Clue, 'line'> }[] = [];
  for (const match of text.matchAll(quoted)) {
    const value = match[3] ?? '';
    const provider = providerOf(value);
    if (provider === undefined) continue;
    const lineStart = Math.max(text.lastIndexOf('\n', match.index) + 1, match.index - 200);
    if (!credentialContext.test(text.slice(Math.max(lineStart, match.index - 80), match.index))) continue;
    const end = match.index + match[0].length;
    const lineEnd = text.slice(end, end + 200).search(/[\r\n]|$/);
    const shown = `${text.slice(lineStart, match.index)}${match[1] ?? ''}…${match[1] ?? ''}${text.slice(end, end + lineEnd)}`;
    found.push({ offset: match.index, clue: { kind: 'key', name: provider, text: hideKeys(shown).trim() } });
  }
  return found;
}

/** The provider whose credentials have this shape, or undefined; placeholders have none. */
function providerOf(value: string): string | undefined {
  const known = shapes.find(({ prefix }) => value.startsWith(prefix));
  if (known?.shape.test(value) !== true) return undefined;
  const body = value.slice(known.prefix.length);
  return placeholder.test(body) || entropy(body) < 3 ? undefined : known.provider;
}

/** The text with everything that looks like a credential of a known provider left out. */
export function hideKeys(text: string): string {
  return text.replace(anyValue, '…');
}

/** Bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * True when a literal must not be repeated anywhere: a provider's key, a URL with a password, or a long run of
 * mixed letters and digits. Model names (`meta-llama/Llama-3.1-8B`) are none of these.
 */
export function looksSecret(literal: string): boolean {
  if (hideKeys(literal) !== literal || /:\/\/[^/\s]*@/.test(literal)) return true;
  return (literal.match(/[A-Za-z0-9]{20,}/g) ?? []).some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}
