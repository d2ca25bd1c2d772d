import type { Checks } from '../rule.ts';
import { entropy } from './entropy.ts';

const kinds = { digit: /\d/, letter: /[A-Za-z]/, lower: /[a-z]/, upper: /[A-Z]/ } as const;

/** Whether a value passes a rule's checks, the cheap ones first. `body` is the value after its prefix. */
export function passesChecks(checks: Checks | undefined, value: string, body: string): boolean {
  if (!checks) return true;
  if (checks.has?.some((kind) => !kinds[kind].test(body))) return false;
  if (checks.not?.test(value)) return false;
  if (checks.entropy !== undefined && entropy(body) < checks.entropy) return false;
  return checks.valid?.(value) ?? true;
}
