import type { SecretRule } from '../../../src/core/secrets/rule.ts';
import { secretRules } from '../../../src/core/secrets/rules/registry.ts';
import { createScanner, type SecretScanner } from '../../../src/core/secrets/scanner.ts';
import { attacksOn, attacksOnContext, type Attack } from '../../support/secretAttacks.ts';
import type { Measurement } from '../measurement.ts';

const size = 65_536;
const limitMs = 20;
const shown = 10;
/** Attacks are tried at a quarter of their size; one that takes less than this there stays far below the limit. */
const trialSize = size / 4;
const trialMs = 1.25;

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
  const told = byRule.filter(({ attack }, place) => place === 0 || attack !== '').slice(0, shown);
  return told.map(({ rule, attack, ms }, place) => ({
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
  let worst: Worst = { rule, attack: '', ms: 0 };
  let attacks: readonly Attack[] | undefined;
  trials.forEach((trial, number) => {
    if (fastest(scanner, trial, trialMs) < trialMs) return;
    const attack = (attacks ??= whole())[number];
    const ms = attack ? fastest(scanner, attack, limitMs / 4) : 0;
    if (ms > worst.ms) worst = { rule, attack: `${trial.name} in ${trial.path}`, ms };
  });
  return worst;
}

/** The least of up to four runs; one that is below `enough` is enough. */
function fastest(scanner: SecretScanner, { text, path }: Attack, enough: number): number {
  let least = Infinity;
  for (let run = 0; run < 4 && least >= enough; run++) {
    const start = performance.now();
    scanner.scanText(text, path);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
