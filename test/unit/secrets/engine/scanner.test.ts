import assert from 'node:assert/strict';
import type { ContextRule, SecretRule, TokenRule } from '../../../../src/core/secrets/rule.ts';
import { createScanner } from '../../../../src/core/secrets/scanner.ts';

const base = {
  provider: 'generic',
  title: 'test key',
  confidence: 'high',
  source: '',
  hit: [],
  miss: [],
} as const;

const prefixed: TokenRule = {
  ...base,
  kind: 'token',
  id: 'prefixed',
  keywords: ['zq-live-'],
  pattern: /zq-live-[A-Za-z0-9]{20,40}/y,
};
const marked: TokenRule = {
  ...base,
  kind: 'token',
  id: 'marked',
  keywords: ['T9Mark'],
  pattern: /[A-Za-z0-9]{12}T9Mark[A-Za-z0-9]{12}/y,
  before: 12,
};
const grouped: TokenRule = {
  ...base,
  kind: 'token',
  id: 'grouped',
  keywords: ['zqkey='],
  pattern: /ZqKey=([A-Za-z0-9+/]{20,60}={0,2});/y,
  trailing: 'any',
};
const named: ContextRule = {
  ...base,
  kind: 'context',
  id: 'named',
  confidence: 'medium',
  words: ['zquery'],
  also: ['key', 'token'],
  without: ['public'],
  value: /^[a-f0-9]{32}$/,
};
const scanner = createScanner({ rules: [prefixed, marked, grouped, named], contextual: false });

const body = 'k3J9x2Lm7Qp4Rt8Vw1Zs';
const hex = '9f8c2b7e41d6a05f3c9e8b7a6d5f4e21';

function scan(text: string, rules?: readonly SecretRule[]): string[] {
  const used = rules ? createScanner({ rules, contextual: false }) : scanner;
  return used
    .scanText(text, 'a.txt')
    .map(({ rule, confidence, start, end }) => `${rule} ${confidence} ${text.slice(start, end)}`);
}

describe('createScanner', () => {
  it('finds a token by its beginning, wherever it stands', () => {
    const token = `zq-live-${body}`;
    for (const text of [
      token,
      `x = "${token}"`,
      `a\\n${token}\\n`,
      `q=%22${token}%22`,
      `>${token}<`,
      `=${token}&b=1`,
    ]) {
      assert.deepEqual(scan(text), [`prefixed high ${token}`], text);
    }
  });

  it('takes no part of a longer word for a token', () => {
    assert.deepEqual(scan(`azq-live-${body}`), []);
    assert.deepEqual(scan(`zq-live-${body}${body}${body}`), []);
    assert.deepEqual(scan('zq-live-short'), []);
  });

  it('finds a token by a marker in its middle', () => {
    const token = `${body.slice(0, 12)}T9Mark${body.slice(0, 12)}`;
    assert.deepEqual(scan(`key: ${token}`), [`marked high ${token}`]);
    assert.deepEqual(scan(`key: x${token}`), []);
  });

  it('reports only the group that is the secret', () => {
    assert.deepEqual(scan(`Host=a;ZqKey=${body}==;Other=b`), [`grouped high ${body}==`]);
  });

  it('finds a value by the service in its name', () => {
    for (const text of [
      `ZQUERY_API_KEY=${hex}`,
      `zqueryKey: "${hex}"`,
      `"x-zquery-token": "${hex}"`,
      `Zquery API key: ${hex}`,
      `<zqueryToken>${hex}</zqueryToken>`,
      `zquery.setKey("${hex}")`,
    ]) {
      assert.deepEqual(scan(text), [`named medium ${hex}`], text);
    }
    assert.deepEqual(scan(`ZQUERY_HASH=${hex}`), []);
    assert.deepEqual(scan(`ZQUERY_PUBLIC_KEY=${hex}`), []);
    assert.deepEqual(scan(`ZQUERY_API_KEY=${hex}0`), []);
    assert.deepEqual(scan(`OTHER_API_KEY=${hex}`), []);
  });

  it('recognises values that stand for a secret', () => {
    assert.deepEqual(scan('zq-live-yourkeygoeshere1234567'), ['prefixed low zq-live-yourkeygoeshere1234567']);
    assert.deepEqual(scan(`zq-live-${'x'.repeat(24)}`), [`prefixed low zq-live-${'x'.repeat(24)}`]);
    const [finding] = scanner.scanText(`zq-live-${'x'.repeat(24)}`, 'a.txt');
    assert.equal(finding?.reason, 'example');
  });

  it('says the name that a token is given to', () => {
    const token = `zq-live-${body}`;
    const nameIn = (text: string): string | undefined => scanner.scanText(text, 'a.py')[0]?.name;
    assert.equal(nameIn(`API_KEY = "${token}"`), 'API_KEY');
    assert.equal(nameIn(`Client(api_key="${token}")`), 'api_key');
    assert.equal(nameIn(`const key: string = '${token}'`), 'key');
    assert.equal(nameIn(`"Authorization": "Bearer ${token}"`), 'Authorization');
    assert.equal(nameIn(`os.environ["API_KEY"] = "${token}"`), 'API_KEY');
    assert.equal(nameIn(`print("${token}")`), 'print');
    assert.equal(nameIn(`"${token}"`), undefined);
  });

  it('looks one level into Base64', () => {
    for (const before of ['', 'a', 'ab', 'key=']) {
      const encoded = Buffer.from(`${before}zq-live-${body}`).toString('base64').replace(/=+$/, '');
      const expected = before === 'a' || before === 'ab' ? [] : [`prefixed high ${encoded}`];
      assert.deepEqual(scan(`data: ${encoded}`), expected, before);
    }
    const twice = Buffer.from(Buffer.from(`zq-live-${body}`).toString('base64')).toString('base64');
    assert.deepEqual(scan(`data: ${twice}`), []);
  });

  it('leaves rules out that are disabled', () => {
    const without = createScanner({ rules: [prefixed], disabled: new Set(['prefixed']), contextual: false });
    assert.deepEqual(without.scanText(`zq-live-${body}`, 'a.txt'), []);
    const quiet = createScanner({ rules: [], disabled: new Set(['password-assignment']) });
    assert.deepEqual(quiet.scanText('password = "q7gd-r5xvp2kls"', 'a.py'), []);
  });

  it('counts offsets in the decoded text of bytes', () => {
    const text = `# größe 🙂\nkey = "zq-live-${body}"`;
    const scan = scanner.scanBytes(new TextEncoder().encode(text), 'a.py');
    const finding = scan.findings[0];
    assert.ok(finding && scan.text !== undefined);
    assert.equal(scan.text.slice(finding.start, finding.end), `zq-live-${body}`);
  });

  it('does not decode what has no keyword', () => {
    assert.equal(scanner.scanBytes(new TextEncoder().encode('nothing here'), 'a.py').text, undefined);
  });

  it('keeps nothing of the value in a finding', () => {
    const findings = scanner.scanText(`API_KEY = "zq-live-${body}"`, 'a.py');
    assert.ok(!JSON.stringify(findings).includes(body.slice(0, 8)));
  });
});
