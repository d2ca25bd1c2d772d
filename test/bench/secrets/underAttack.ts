import type { SecretRule } from '../../../src/core/secrets/rule.ts';
import { secretRules } from '../../../src/core/secrets/rules/registry.ts';
import { createScanner, type SecretScanner } from '../../../src/core/secrets/scanner.ts';
import { attacksOn, attacksOnContext, type Attack } from '../../support/secretAttacks.ts';
import type { Measurement } from '../measurement.ts';

const size = 65_536;
const limitMs = 20;
const shown = 10;
/** Attacks are tried small first, and those that take longest there are repeated in full. */
const trialSize = size / 8;
const repeated = 3;

interface Worst {
  readonly rule: string;
  readonly attack: string;
  readonly ms: number;
}

/** The longest that any rule takes on 64 kB made to be slow for it, and the ten rules that take longest. */
export function benchAttacks(): Measurement[] {
  const byRule = secretRules.map((rule) =>
    worstAttack(rule.id, scannerOf(rule), attacksOn(rule, trialSize), () => attacksOn(rule, size)),
  );
  const contextual = createScanner({ rules: [] });
  byRule.push(
    worstAttack('the contextual detection', contextual, attacksOnContext(trialSize), () =>
      attacksOnContext(size),
    ),
  );
  byRule.sort((one, other) => other.ms - one.ms);
  const over = byRule.filter(({ ms }) => ms > limitMs).length;
  return byRule.slice(0, shown).map(({ rule, attack, ms }, place) => ({
    what: place === 0 ? 'the slowest rule on 64 kB of attack' : `${place + 1}.`,
    value: ms,
    unit: 'ms',
    limit: limitMs,
    note: `${rule}: ${attack}${place === 0 ? ` (${byRule.length} rules, ${over} over the limit)` : ''}`,
  }));
}

function scannerOf(rule: SecretRule): SecretScanner {
  return createScanner({ rules: [rule], contextual: false });
}

function worstAttack(
  rule: string,
  scanner: SecretScanner,
  trials: readonly Attack[],
  whole: () => readonly Attack[],
): Worst {
  const times = trials.map((attack, number) => ({ number, ms: timed(scanner, attack) }));
  times.sort((one, other) => other.ms - one.ms);
  const attacks = whole();
  const results = times.slice(0, repeated).map(({ number }): Worst => {
    const attack = attacks[number];
    if (!attack) throw new Error('Attacks differ with their size.');
    return { rule, attack: `${attack.name} in ${attack.path}`, ms: fastest(scanner, attack) };
  });
  return results.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
}

/** The least of up to four runs, so that what else the machine does counts for little; below the limit one will do. */
function fastest(scanner: SecretScanner, attack: Attack): number {
  let least = Infinity;
  for (let run = 0; run < 4 && least > limitMs; run++) least = Math.min(least, timed(scanner, attack));
  return least;
}

function timed(scanner: SecretScanner, { text, path }: Attack): number {
  const start = performance.now();
  scanner.scanText(text, path);
  return performance.now() - start;
}
