import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chooseEndpoint,
  endpointProblem,
  isLoopback,
  ollamaEndpoint,
} from '../../../src/core/project/ollamaEndpoint.ts';

describe('ollamaEndpoint', () => {
  /** Verdicts of Ollama 0.24.0's own `ConnectableHost`, but for the slash at the end. */
  const asOllama: [string | undefined, string][] = [
    [undefined, 'http://127.0.0.1:11434'],
    ['', 'http://127.0.0.1:11434'],
    ['example.com', 'http://example.com:11434'],
    ['example.com:1234', 'http://example.com:1234'],
    ['example.com:', 'http://example.com:11434'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080'],
    ['http://0.0.0.0', 'http://127.0.0.1:80'],
    ['::', 'http://[::1]:11434'],
    ['[::]:8080', 'http://[::1]:8080'],
    ['[0:0:0:0:0:0:0:0]:8080', 'http://[::1]:8080'],
    ['https://[::]', 'https://[::1]:443'],
    ['::1', 'http://[::1]:11434'],
    ['[::1]:1234', 'http://[::1]:1234'],
    ['[fe80::1]', 'http://[fe80::1]:11434'],
    ['http://example.com', 'http://example.com:80'],
    ['https://example.com', 'https://example.com:443'],
    ['https://example.com:8443/ollama/', 'https://example.com:8443/ollama'],
    ['example.com/ollama', 'http://example.com:11434/ollama'],
    ['"example.com:1234"', 'http://example.com:1234'],
    [" 'localhost' ", 'http://localhost:11434'],
    ['example.com:99999', 'http://example.com:11434'],
    ['example.com:-1', 'http://example.com:11434'],
    ['https://example.com:port', 'https://example.com:443'],
    ['ollama.com', 'https://ollama.com:443'],
    ['ollama.com:80', 'http://ollama.com:80'],
    ['http://ollama.com', 'http://ollama.com:80'],
  ];
  for (const [value, expected] of asOllama) {
    it(`${String(value)} → ${expected}`, () => assert.equal(ollamaEndpoint(value), expected));
  }

  /** Where ours says more than Ollama's, or shows less. */
  const ours: [string, string][] = [
    [':1234', 'http://127.0.0.1:1234'],
    ['*:1234', 'http://127.0.0.1:1234'],
    ['HTTPS://example.com', 'https://example.com:443'],
    ['http://user:pass@example.com:1234', 'http://example.com:1234'],
    ['http://example.com:1234/?key=abc#x', 'http://example.com:1234'],
    ['ftp://example.com', 'http://example.com:11434'],
  ];
  for (const [value, expected] of ours) {
    it(`${value} → ${expected}`, () => assert.equal(ollamaEndpoint(value), expected));
  }

  it('gives a URL for whatever has no problem, and never credentials', () => {
    const characters = fc.constantFrom(...Array.from('ahtps:/.[]0129-@?#%"\' *é'));
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 24 }), (value) => {
        const endpoint = ollamaEndpoint(value);
        assert.ok(!/[@?#]/.test(endpoint.split('/')[2] ?? ''), endpoint);
        assert.ok(!endpoint.endsWith('/'), endpoint);
        if (endpointProblem(value) === undefined) new URL(endpoint);
      }),
    );
  });

  it('tells loopback from other hosts', () => {
    const verdicts = [
      '',
      '::',
      'localhost:1',
      '127.3.2.1',
      '[::1]:9',
      'http://127.0.0.1.evil.com',
      '10.0.0.2',
    ];
    assert.deepEqual(
      verdicts.map((value) => isLoopback(ollamaEndpoint(value))),
      [true, true, true, true, true, false, false],
    );
    assert.equal(isLoopback('nonsense'), false);
  });
});

describe('endpointProblem', () => {
  for (const fine of [
    '',
    'localhost',
    '0.0.0.0:80',
    '::1',
    '[::1]:9',
    'https://example.com/ollama',
    "'a:1'",
  ]) {
    it(`has nothing against ${JSON.stringify(fine)}`, () => assert.equal(endpointProblem(fine), undefined));
  }

  const problems: [string, RegExp][] = [
    ['my host', /no spaces/],
    ['ftp://example.com', /not with ftp:/],
    ['://example.com', /begins with http/],
    ['http://', /host is missing/],
    ['http://user:pass@example.com', /no user and no password/],
    ['example.com?x=1', /no "\?"/],
    ['example.com:99999', /"99999" is no port/],
    ['example.com:abc', /"abc" is no port/],
    ['example.com:0', /"0" is no port/],
    ['[fe80::1%eth0]', /network interface/],
    ['exa mple', /spaces/],
    ['a<b', /"a<b" is no host name/],
    ['1.2.3.999', /"1.2.3.999" is no host name/],
    ['12345::z', /is no host name/],
  ];
  for (const [value, problem] of problems) {
    it(`names what is wrong with ${value}`, () => {
      assert.match(endpointProblem(value) ?? '', problem);
      assert.ok(!endpointProblem(value)?.includes('pass@'));
    });
  }
});

describe('chooseEndpoint', () => {
  const setting = 'example.com:1';
  const environment = '0.0.0.0:2';

  it('prefers the setting, then the environment, then the default', () => {
    assert.deepEqual(chooseEndpoint({ setting, environment }), {
      endpoint: 'http://example.com:1',
      source: 'setting',
    });
    assert.deepEqual(chooseEndpoint({ setting: ' "" ', environment }), {
      endpoint: 'http://127.0.0.1:2',
      source: 'environment',
    });
    assert.deepEqual(chooseEndpoint({}), { endpoint: 'http://127.0.0.1:11434', source: 'default' });
  });

  it('says what is wrong with the value that it took', () => {
    assert.match(chooseEndpoint({ setting: 'a:99999', environment }).problem ?? '', /no port/);
    assert.equal(chooseEndpoint({ setting, environment: 'a:99999' }).problem, undefined);
  });
});
