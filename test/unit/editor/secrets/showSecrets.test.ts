import assert from 'node:assert/strict';
import type { Judged } from '../../../../src/core/secrets/policy/secretPolicy.ts';
import { secretSeverity, type SecretSeverity } from '../../../../src/core/secrets/words.ts';
import { showSecrets, type Presentation } from '../../../../src/editor/secrets/showSecrets.ts';

const usual: Presentation = { minConfidence: 'low', testFiles: 'lower' };
const text = 'first\nkey = "value-to-hide"\n';
const start = text.indexOf('value');

function judged(path: string, severity?: SecretSeverity): Judged {
  const finding = {
    rule: 'openai-project-key',
    provider: 'openai',
    confidence: 'high',
    start,
    end: start + 13,
  } as const;
  return { finding, severity: severity ?? secretSeverity('high', path) };
}

function severityIn(path: string, presentation: Partial<Presentation>, severity?: SecretSeverity) {
  return showSecrets(text, path, [judged(path, severity)], { ...usual, ...presentation })[0]?.severity;
}

describe('showSecrets', () => {
  it('gives the place and the words, without the value', () => {
    const [shown] = showSecrets(text, 'src/app.py', [judged('src/app.py')], usual);
    assert.deepEqual([shown?.line, shown?.column, shown?.endLine, shown?.endColumn], [2, 8, 2, 21]);
    assert.ok(!JSON.stringify(shown).includes('value-to-hide'));
  });

  it('shows tests as the setting says', () => {
    assert.equal(severityIn('src/app.py', {}), 'error');
    assert.equal(severityIn('tests/test_app.py', {}), 'warning');
    assert.equal(severityIn('tests/test_app.py', { testFiles: 'same' }), 'error');
    assert.equal(severityIn('tests/test_app.py', { testFiles: 'ignore' }), undefined);
    assert.equal(severityIn('src/app.py', { testFiles: 'ignore' }), 'error');
  });

  it('keeps a severity that somebody chose, in tests as well', () => {
    assert.equal(severityIn('tests/test_app.py', { testFiles: 'same' }, 'hint'), 'hint');
  });

  it('leaves out what is not sure enough', () => {
    const low = { ...judged('a.py'), finding: { ...judged('a.py').finding, confidence: 'low' as const } };
    assert.equal(showSecrets(text, 'a.py', [low], { ...usual, minConfidence: 'medium' }).length, 0);
    assert.equal(showSecrets(text, 'a.py', [low], usual).length, 1);
  });

  it('calls rules of the workspace by their own title', () => {
    const provider = {
      name: 'x',
      group: 'generic',
      opens: 'O.',
      revoke: 'R.',
      revokeUrl: 'https://example.com',
      instead: 'I.',
    } as const;
    const info = () => ({
      id: 'own',
      title: 'token of the billing service',
      confidence: 'high' as const,
      provider,
    });
    const [shown] = showSecrets(text, 'a.py', [judged('a.py')], { ...usual, info });
    assert.equal(shown?.title, 'token of the billing service');
  });

  it('says where in a notebook it stands', () => {
    const place = { line: 2, column: 1, endLine: 2, endColumn: 9 };
    const base = judged('nb.ipynb');
    const inCell = {
      ...base,
      finding: { ...base.finding, notebook: { where: 'source' as const, cell: 4, place } },
    };
    const [shown] = showSecrets(text, 'nb.ipynb', [inCell], usual);
    assert.deepEqual([shown?.where, shown?.cell, shown?.cellLine], [undefined, 4, 2]);
  });
});
