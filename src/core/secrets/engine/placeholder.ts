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
  /example|placeholder|change[-_ ]?me|changeit|replace[-_ ]?(?:me|with|this)|your[-_ ]?(?:own|api|key|token|secret|pass|access|account|org|app|client|project)|insert[-_ ]?(?:your|key|token|here)|[-_ ]goes[-_ ]?here|redacted|dummy|(?:^|[-_. ])fake|^fake|xxxx|\*{3}|\.{3}|deadbeef|my[-_](?:secret|token|api|key|pass)|<[\w -]*(?:your|key|token|secret|password|name|id|value|here)[\w -]*>|asdfgh|qwertyu|n0t[-_]?real|not[-_]?a?[-_]?real|samplekey|sample[-_]|(?:^|[^a-z])todo(?:[^a-z]|$)/i;

/** Characters of a value that are looked at; what comes later says nothing new. */
const judged = 200;

/** Runs of one character, or a few in turns, over most of the value. */
export function isMonotonous(value: string): boolean {
  const most = value.length >= 12 ? Math.min(5, Math.floor(value.length / 4)) : 1;
  let distinct = '';
  for (let at = 0; at < value.length && at < judged; at++) {
    if (distinct.includes(value.charAt(at))) continue;
    if (distinct.length === most) return false;
    distinct += value.charAt(at);
  }
  return true;
}

/**
 * Why a value is no secret although it is shaped like one, or undefined. `body` is the value after a prefix that the
 * format demands, in which words count; a documented value is known as a whole.
 */
export function standsForSecret(value: string, body = value): LowReason | undefined {
  if (documented.has(value)) return 'example';
  if (isMonotonous(body) || isSequence(body)) return 'example';
  return standIn.test(body.slice(0, judged)) ? 'placeholder' : undefined;
}

/**
 * `abcdef…`, `0123456789abcdef`, `AbCdEf…`, `000000000000`: made by walking the alphabet, the digits or on the spot. So is
 * a value of which such runs (of four and more) make up a third and one of them has seven steps.
 */
function isSequence(value: string): boolean {
  if (value.length < 8) return false;
  const text = value.slice(0, judged).toLowerCase();
  let longest = 0;
  let within = 0;
  let run = 1;
  for (let at = 1; at <= text.length; at++) {
    const difference = text.charCodeAt(at) - text.charCodeAt(at - 1);
    if (difference === 1 || difference === 0 || difference === -1 || isWrap(text, at)) {
      run++;
      continue;
    }
    if (run >= 4) within += run;
    longest = Math.max(longest, run);
    run = 1;
  }
  // A long value may hold a row or two by chance or by its format.
  return longest >= 7 && within >= text.length * (text.length < 40 ? 0.33 : 0.6);
}

/** `90`, `9a`, `z0`: how such walks go on where they come to an end. */
function isWrap(text: string, at: number): boolean {
  const pair = text.slice(at - 1, at + 1);
  return (
    pair === '90' ||
    pair === '9a' ||
    pair === '0a' ||
    pair === 'z0' ||
    pair === 'z1' ||
    pair === 'f0' ||
    pair === 'f1'
  );
}

/** The same as a yes or no, for rules that find their values by themselves. */
export function isExampleValue(value: string): boolean {
  return standsForSecret(value) !== undefined;
}
