import assert from 'node:assert/strict';
import type { SecretRule, TokenRule } from '../../../src/core/secrets/rule.ts';
import { secretRules } from '../../../src/core/secrets/rules/registry.ts';
import { createScanner, type SecretScanner } from '../../../src/core/secrets/scanner.ts';
import { PatternText } from '../../support/patternText.ts';
import { attacksOn, attacksOnContext, type Attack } from '../../support/secretAttacks.ts';

/**
 * The bar is 20 ms on 64 kB and measured by the bench. Here the texts are smaller and the limit is many times that, so
 * that a busy machine passes and a pattern that is not linear does not.
 */
const limitMs = 60;
/** Characters of the longest value that a pattern may take, keys of many lines excepted, which are structures. */
const longestMatch = 16_384;

describe('attacks on the scanner', function () {
  this.timeout(20_000);

  it('finds no rule slow on small attacks of every shape', () => {
    // A twentieth of them for each rule, and another twentieth for the next.
    const slow = secretRules.flatMap((rule, turn) =>
      slowest(
        scannerOf(rule),
        attacksOn(rule, 1024).filter((_, number) => (number + turn) % 20 === 0),
      ),
    );
    assert.deepEqual(slow, []);
  });

  it('finds no structure slow', () => {
    const structures = secretRules.filter(({ kind }) => kind === 'structure');
    const slow = structures.flatMap((rule) => slowest(scannerOf(rule), attacksOn(rule, 8192)));
    assert.deepEqual(slow, []);
  });

  it('finds the contextual detection not slow', () => {
    // Every 23rd comes to another shape and another language each time.
    const attacks = attacksOnContext(8192).filter((_, number) => number % 23 === 0);
    assert.deepEqual(slowest(createScanner({ rules: [] }), attacks), []);
  });

  it('finds all patterns bounded', () => {
    const unbounded = secretRules
      .flatMap((rule) => (rule.kind === 'structure' ? [] : [{ id: rule.id, pattern: patternOf(rule) }]))
      .filter(({ pattern }) => !(new PatternText(pattern).longest() <= longestMatch))
      .map(({ id }) => id);
    assert.deepEqual(unbounded, []);
  });

  it('would find a slow rule', () => {
    const slow: TokenRule = {
      id: 'slow',
      provider: 'generic',
      title: 'a pattern whose parts match the same characters',
      kind: 'token',
      confidence: 'low',
      source: 'made up',
      keywords: ['slow-'],
      pattern: /slow-[a-z]{0,200}[a-z]{0,200}[a-z]{0,200}!/y,
      hit: [],
      miss: [],
    };
    const attack = attacksOn(slow, 4096).find(({ name }) => name === 'keyword, then "a" on and on');
    assert.ok(attack);
    assert.deepEqual(slowest(scannerOf(slow), [attack], limitMs / 6), [`${attack.name} in ${attack.path}`]);
  });
});

function patternOf(rule: Exclude<SecretRule, { kind: 'structure' }>): RegExp {
  return rule.kind === 'token' ? rule.pattern : rule.value;
}

function scannerOf(rule: SecretRule): SecretScanner {
  return createScanner({ rules: [rule], contextual: false });
}

/** The attacks that take longer than the limit, each time of three. */
function slowest(scanner: SecretScanner, attacks: readonly Attack[], limit = limitMs): string[] {
  return attacks
    .filter((attack) => isSlow(scanner, attack, limit))
    .map(({ name, path }) => `${name} in ${path}`);
}

function isSlow(scanner: SecretScanner, { text, path }: Attack, limit: number): boolean {
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    scanner.scanText(text, path);
    if (performance.now() - start <= limit) return false;
  }
  return true;
}
