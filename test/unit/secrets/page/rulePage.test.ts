import assert from 'node:assert/strict';
import { secretRulePage } from '../../../../src/core/secrets/page/rulePage.ts';
import { providerOf } from '../../../../src/core/secrets/ruleInfo.ts';
import { secretRules } from '../../../../src/core/secrets/rules/registry.ts';

const sections = ['What it opens', 'Revoke it', 'Use instead', 'How sure is this', 'When it is no secret'];

describe('the page on a rule', () => {
  it('answers what it opens, how it is revoked and what to use instead, for every rule', () => {
    for (const rule of secretRules) {
      const provider = providerOf(rule.provider);
      const page = secretRulePage(rule, provider);
      for (const section of sections) assert.ok(page.includes(`\n## ${section}\n`), `${rule.id}: ${section}`);
      assert.ok(page.includes(`(${provider.revokeUrl})`), rule.id);
      assert.ok(page.includes(`secret/${rule.id}`), rule.id);
      assert.doesNotMatch(page, /undefined|\n\n\n/, rule.id);
    }
  });

  it('makes text of what a workspace calls its own rules', () => {
    const rule = { id: 'own', title: '[x](https://example.com) <b>*y*', confidence: 'medium' } as const;
    const page = secretRulePage(rule, providerOf('generic'));
    assert.ok(page.startsWith('# \\[x\\](https://example.com) \\<b\\>\\*y\\*\n'));
    assert.ok(!page.includes('Where the format comes from'));
  });

  it('links the source of a format', () => {
    const rule = {
      id: 'a',
      title: 'key',
      confidence: 'high',
      source: 'See https://example.com/a_b for *it*.',
    } as const;
    const page = secretRulePage(rule, providerOf('generic'));
    assert.ok(page.includes('See <https://example.com/a_b> for \\*it\\*.'));
  });
});
