import assert from 'node:assert/strict';

import { providers } from '../../../../src/core/secrets/providers.ts';
import type { SecretRule } from '../../../../src/core/secrets/rule.ts';
import { secretRules } from '../../../../src/core/secrets/rules/registry.ts';
import { createScanner } from '../../../../src/core/secrets/scanner.ts';
import { secretSample } from '../../../support/secretSample.ts';

/** Samples are made up anew by each seed, so that a rule that depends on luck shows it. */
const seeds = [1, 2];

/** `{2,}`, `*` and `+` after anything but an escape: repetition without an end. */
function isUnbounded(source: string): boolean {
  const plain = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return /[*+]|\{\d+,\}/.test(plain);
}

function patternOf(rule: SecretRule): RegExp | undefined {
  if (rule.kind === 'token') return rule.pattern;
  return rule.kind === 'context' ? rule.value : undefined;
}

/** A path whose language allows what the sample does. */
function pathOf(sample: string): string {
  if (/^(?:export )?[A-Z][A-Z\d_]*=/.test(sample)) return 'settings.env';
  return 'notes';
}

describe('secret rules', () => {
  it('have unique ids in lower case with hyphens', () => {
    const seen = new Set<string>();
    const wrong = secretRules.filter(({ id }) => {
      const isWrong = seen.has(id) || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id);
      seen.add(id);
      return isWrong;
    });
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
    assert.ok(secretRules.length >= 250, `${secretRules.length} rules`);
  });

  it('name a provider that says what it opens, how it is revoked and what to use instead', () => {
    for (const { id, provider } of secretRules) {
      const record = providers[provider];
      assert.ok(record, `${id} names ${provider}`);
      for (const text of [record.opens, record.revoke, record.instead]) {
        assert.match(text, /^[A-Z`].*\.$/s, `${provider}: a sentence`);
      }
      assert.match(record.revokeUrl, /^https:\/\/[\w.-]+\.[a-z]{2,}(?:\/|$)/, provider);
    }
  });

  it('leave no provider without a rule', () => {
    const named = new Set<string>(secretRules.map(({ provider }) => provider));
    const idle = Object.keys(providers).filter((id) => id !== 'generic' && !named.has(id));
    assert.deepEqual(idle, []);
  });

  it('say where the format is documented', () => {
    for (const { id, source } of secretRules) assert.match(source, /https:\/\//, id);
  });

  it('have keywords of three characters or more, and words in lower case', () => {
    for (const rule of secretRules) {
      if (rule.kind === 'context') {
        for (const word of [...rule.words, ...(rule.also ?? []), ...(rule.without ?? [])]) {
          assert.match(word, /^[a-z\d]{2,}$/, `${rule.id}: ${word}`);
        }
      } else {
        assert.ok(rule.keywords.length > 0, rule.id);
        for (const keyword of rule.keywords) assert.ok(keyword.length >= 3, `${rule.id}: ${keyword}`);
      }
    }
  });

  it('have bounded patterns: sticky for tokens, of the whole value for names', () => {
    for (const rule of secretRules) {
      const pattern = patternOf(rule);
      if (!pattern) continue;
      assert.ok(!isUnbounded(pattern.source), `${rule.id}: ${pattern.source}`);
      assert.doesNotMatch(pattern.source, /\(\?<[=!]/, `${rule.id} looks behind`);
      if (rule.kind === 'token') assert.ok(pattern.sticky, `${rule.id} is not sticky`);
      else assert.match(pattern.source, /^\^.*\$$/, `${rule.id} is not anchored`);
    }
  });

  it('have two samples or more of either kind', () => {
    const few = secretRules.filter(({ hit, miss }) => hit.length < 2 || miss.length < 2);
    assert.deepEqual(
      few.map(({ id }) => id),
      [],
    );
  });
});

describe('samples of the secret rules', () => {
  const scanner = createScanner();

  it('give exactly one finding of the rule, with its confidence, and none of other services', () => {
    const wrong: string[] = [];
    for (const { id, provider, hit, confidence } of secretRules) {
      for (const template of hit) {
        for (const seed of seeds) {
          const findings = scanner
            .scanText(secretSample(template, seed), pathOf(template))
            .filter((finding) => finding.confidence !== 'low' || confidence === 'low');
          const own = findings.filter((finding) => finding.rule === id);
          const isFound = own.length === 1 && own[0]?.confidence === confidence;
          if (isFound && findings.every((finding) => finding.provider === provider)) continue;
          const said = findings.map((finding) => `${finding.rule} (${finding.confidence})`).join(', ');
          wrong.push(`${id}: ${template} gave ${said || 'nothing'}`);
        }
      }
    }
    assert.deepEqual([...new Set(wrong)], []);
  });

  it('that only look alike give nothing above low', () => {
    const wrong: string[] = [];
    for (const { id, miss } of secretRules) {
      for (const template of miss) {
        for (const seed of seeds) {
          const findings = scanner.scanText(secretSample(template, seed), pathOf(template));
          const isWrong = findings.some((finding) => finding.rule === id && finding.confidence !== 'low');
          if (isWrong) wrong.push(`${id}: ${template}`);
        }
      }
    }
    assert.deepEqual([...new Set(wrong)], []);
  });
});
