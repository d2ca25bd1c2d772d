import assert from 'node:assert/strict';
import { emptyPolicy } from '../../../../src/core/secrets/policy/policyData.ts';
import type { UserRule } from '../../../../src/core/secrets/policy/userRule.ts';
import { TextThread } from '../../../../src/node/secretScan/textThread.ts';

const rule = (source: string): UserRule => ({
  id: 'own',
  title: 'token of the billing service',
  source,
  flags: '',
  keywords: [],
  confidence: 'high',
  allowlists: [],
  file: '.vscode/ai-stack.yaml',
  line: 1,
});

describe('TextThread', function () {
  this.timeout(20_000);

  it('finds by the rules of a workspace, and survives one that runs without end', async () => {
    const userRules = [rule('^(?:a+)+$|\\bbill_[a-z0-9]{8}\\b')];
    const thread = new TextThread({ policy: { ...emptyPolicy, userRules } });
    const [found] = (await thread.scan('token = bill_abcd1234', 'a.py', 10_000)) ?? [];
    assert.deepEqual([found?.rule, found?.start, found?.end], ['own', 8, 21]);
    assert.deepEqual(await thread.scan('nothing here', 'a.py'), []);
    const endless = `${'a'.repeat(60)}!`;
    assert.equal(await thread.scan(endless, 'a.py', 100), undefined);
    assert.equal((await thread.scan('bill_abcd1234', 'a.py', 10_000))?.length, 1);
    assert.equal(thread.gaveUp, false);
    thread.close();
    assert.equal(await thread.scan('bill_abcd1234', 'a.py'), undefined);
  });
});
