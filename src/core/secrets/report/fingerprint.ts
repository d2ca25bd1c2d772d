import { sha256 } from '../baseline/sha.ts';
import type { FoundSecret } from './fileReport.ts';

/**
 * Gives each finding of one file a fingerprint that stays when lines move: a hash of rule, path, the line around the
 * secret and, where several are alike, which of them it is. No secret is part of it.
 */
export function fingerprints(path: string, secrets: readonly FoundSecret[]): string[] {
  const seen = new Map<string, number>();
  return secrets.map(({ rule, lineHash }) => {
    const key = [rule, path, lineHash].join('\0');
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return sha256(`${key}\0${occurrence}`).slice(0, 32);
  });
}
