import { entropy } from '../../engine/entropy.ts';
import { standsForSecret } from '../../engine/placeholder.ts';
import type { StructureMatch, StructureRule } from '../../rule.ts';

const keyId = /A(?:KIA|SIA)[A-Z2-7]{16}(?![\w])/y;

/** How far after its id the secret of a pair may stand: a line or two of an `ini` file, the next argument of a call. */
const reach = 160;

const secret = /[A-Za-z0-9/+]{40}/y;

/** The 40 characters of base64 that follow an access key id: in a CSV of the console, in arguments, in a list. */
function findPairedSecret(text: string, at: number): StructureMatch | undefined {
  keyId.lastIndex = at;
  if (!keyId.test(text)) return undefined;
  const limit = Math.min(text.length, at + 20 + reach);
  let start = at + 20;
  while (start + 40 <= limit) {
    if (!isOfSecret(text, start)) {
      start++;
      continue;
    }
    let end = start;
    while (end < limit && isOfSecret(text, end)) end++;
    if (end - start === 40 && isSecret(text, start)) return { start, end };
    start = end;
  }
  return undefined;
}

function isOfSecret(text: string, at: number): boolean {
  return /[\w/+=-]/.test(text.charAt(at));
}

function isSecret(text: string, start: number): boolean {
  secret.lastIndex = start;
  const value = secret.exec(text)?.[0];
  if (value === undefined) return false;
  if (standsForSecret(value) !== undefined) return false;
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && entropy(value) > 3.8;
}

export const awsKeyPairRules: readonly StructureRule[] = [
  {
    id: 'aws-key-pair-secret',
    provider: 'aws',
    kind: 'structure',
    title: 'AWS secret access key beside its id',
    confidence: 'high',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    keywords: ['AKIA', 'ASIA'],
    reach,
    find: findPairedSecret,
    hit: ['user,AKIA{base32:16},{base64:40}', "AWS.config('AKIA{base32:16}', '{base64:40}')"],
    miss: ['AKIA{base32:16},{hex:40}', 'AKIA{base32:16} was seen in revision {base64:64}'],
  },
];
