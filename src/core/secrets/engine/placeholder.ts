import type { LowReason } from '../finding.ts';

/** Values that providers print in their documentation. Not secret: everybody knows them. */
const documented: ReadonlySet<string> = new Set([
  // docs.aws.amazon.com, "AWS security credentials": split so that no scanner takes this line for a key.
  'AKIAIOSFODNN7' + 'EXAMPLE',
  'ASIAIOSFODNN7' + 'EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCY' + 'EXAMPLEKEY',
  // learn.microsoft.com, "Azurite emulator": the account that every emulator has.
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2' + 'UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  'je7MtGbClwBF/2Zp9Utk/h3yCo8nvb' + 'EXAMPLEKEY',
]);

/** Words that say "put your own here". Anywhere in the value, in any case. */
const standIn =
  /example|placeholder|change[-_ ]?me|changeit|replace[-_ ]?(?:me|with|this)|your[-_ ]?(?:own|api|key|token|secret|pass|access|account|org|app|client|project)|insert[-_ ]?(?:your|key|token|here)|[-_ ]goes[-_ ]?here|redacted|dummy|(?:^|[-_. ])fake|^fake|xxxx|\*{3}|\.{3}|1234567|0987654|abcdefgh|0{8}|deadbeef|my[-_](?:secret|token|api|key|pass)|<[\w -]*(?:your|key|token|secret|password|name|id|value|here)[\w -]*>|n0t[-_]?real|not[-_]?a?[-_]?real|samplekey|sample[-_]|todo/i;

/** Runs of one character, or two in turns, over most of the value. */
export function isMonotonous(value: string): boolean {
  const distinct = new Set(value.length > 200 ? value.slice(0, 200) : value).size;
  return value.length >= 12 ? distinct <= Math.min(5, value.length / 4) : distinct <= 1;
}

/**
 * Why a value is no secret although it is shaped like one, or undefined. `body` is the value after a prefix that the
 * format demands, in which words count; a documented value is known as a whole.
 */
export function standsForSecret(value: string, body = value): LowReason | undefined {
  if (documented.has(value)) return 'example';
  if (isMonotonous(body) || isSequence(body)) return 'example';
  return standIn.test(body) ? 'placeholder' : undefined;
}

/** `abcdef…`, `012345…`, `abcd1234abcd1234`: made by walking the alphabet or the digits. */
function isSequence(value: string): boolean {
  if (value.length < 8) return false;
  let steps = 0;
  const length = Math.min(value.length, 200);
  for (let at = 1; at < length; at++) {
    const difference = value.charCodeAt(at) - value.charCodeAt(at - 1);
    if (difference === 1 || difference === 0) steps++;
  }
  return steps >= (length - 1) * 0.6;
}

/** The same as a yes or no, for rules that find their values by themselves. */
export function isExampleValue(value: string): boolean {
  return standsForSecret(value) !== undefined;
}
