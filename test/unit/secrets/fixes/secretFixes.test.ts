import assert from 'node:assert/strict';
import { afterFix } from '../../../../src/core/secrets/fixes/afterFix.ts';
import {
  applyEdits,
  applyFileChange,
  dotenvLine,
  tidyEdits,
} from '../../../../src/core/secrets/fixes/applyFix.ts';
import { constantCase, environmentName } from '../../../../src/core/secrets/fixes/environmentName.ts';
import { fixIds, secretFixes } from '../../../../src/core/secrets/fixes/secretFixes.ts';
import type { Provider } from '../../../../src/core/secrets/provider.ts';
import { fixed, fixesOf, prepare, type FixCase } from './fixCase.ts';

const key = '«{alnum:30}»';

const samples: readonly FixCase[] = [
  {
    path: 'a.py',
    source: `client = OpenAI(api_key="${key}")\n`,
    provider: 'openai',
    rule: 'openai-project-key',
    name: 'api_key',
  },
  {
    path: 'a.py',
    source: `from google import genai\nc = genai.Client(api_key="${key}")\n`,
    provider: 'google-ai',
    rule: 'google-api-key',
  },
  {
    path: 'a.py',
    source: `import boto3\nc = boto3.client("s3", aws_access_key_id="a", aws_secret_access_key="${key}")\n`,
    provider: 'aws',
  },
  {
    path: 'a.py',
    source: `from openai import AzureOpenAI\nc = AzureOpenAI(api_key="${key}")\n`,
    provider: 'azure-ai',
  },
  { path: 'a.ts', source: `const k = '${key}';\n` },
  { path: 'a.go', source: `package a\n\nconst k = "${key}"\n` },
  { path: 'a.rb', source: `K = "${key}"\n` },
  { path: 'a.sh', source: `K=${key}\n` },
  { path: 'compose.yaml', source: `services:\n  a:\n    image: x\n    environment:\n      K: ${key}\n` },
  { path: 'main.tf', source: `k = "${key}"\n` },
  { path: 'Dockerfile', source: `FROM x\nENV K=${key}\n` },
  { path: '.env', source: `K=${key}\n` },
  { path: 'a.json', source: `{"k": "${key}"}\n` },
  {
    path: 'sa.json',
    source: `{"private_key": "${key}"}\n`,
    rule: 'google-service-account-key',
    provider: 'google-cloud',
  },
  { path: 'n.ipynb', source: `k = "${key}"\n` },
];

describe('secretFixes', () => {
  it('shows the secret in no title, no edit and no change but the one for .env', () => {
    for (const sample of samples) {
      const { secret } = prepare(sample);
      for (const fix of fixesOf(sample)) {
        const shown = { ...fix, changes: fix.changes?.filter((change) => change.secret !== true) };
        assert.ok(!JSON.stringify(shown).includes(secret), `${sample.path} ${fix.id}`);
        const ofDotenv = fix.changes?.filter((change) => change.secret === true) ?? [];
        assert.ok(ofDotenv.every(({ path }) => path.endsWith('.env')));
      }
    }
  });

  it('prefers one fix that leads off the key, and ends with the baseline', () => {
    for (const sample of samples) {
      const fixes = fixesOf(sample);
      assert.equal(fixes.at(-1)?.id, 'add-to-baseline');
      const preferred = fixes.filter((fix) => fix.preferred);
      assert.ok(
        preferred.length <= 1 &&
          preferred.every(({ id, disabled }) => !/suppress|baseline/.test(id) && disabled === undefined),
        sample.path,
      );
    }
    assert.equal(fixesOf(samples[1]!)[0]?.id, 'switch-to-vertex-adc');
    assert.equal(fixesOf(samples[1]!)[0]?.preferred, true);
  });

  it('asks for the key to be revoked after every fix that takes it out', () => {
    for (const fix of samples.flatMap(fixesOf)) {
      if (/^(?:read|switch|use|remove)-/.test(fix.id)) assert.equal(fix.afterwards.revoke, true, fix.id);
      if (/^(?:suppress|add)/.test(fix.id)) assert.equal(fix.afterwards.revoke, false, fix.id);
    }
  });

  it('is named by fixIds without the text', () => {
    for (const sample of samples) {
      const listed = fixIds(sample.path, prepare(sample).finding);
      const offered = new Set(fixesOf(sample).map(({ id }) => id));
      assert.deepEqual(
        [...offered].filter((id) => !listed.includes(id)),
        [],
        sample.path,
      );
      assert.equal(new Set(listed).size, listed.length);
    }
    assert.deepEqual(fixIds('a.json', prepare(samples[12]!).finding), ['add-to-baseline']);
  });

  it('keeps the way that lines end', () => {
    for (const sample of samples) {
      const of = { ...sample, source: sample.source.replace(/\n/g, '\r\n') };
      const { text } = prepare(of);
      for (const fix of fixesOf(of))
        assert.doesNotMatch(applyEdits(text, fix.edits), /[^\r]\n/, `${of.path} ${fix.id}`);
    }
  });

  it('is applied to one finding after the other, with one import', () => {
    const first = fixed({ path: 'a.py', source: `A = "${key}"\nB = "{alnum:31}"\n`, name: 'a_key' }) ?? '';
    const at = first.lastIndexOf('"', first.length - 3) + 1;
    const marked = `${first.slice(0, at)}«${first.slice(at, -2)}»"\n`;
    assert.equal(
      fixed({ path: 'a.py', source: marked, name: 'b_key' }),
      'import os\nA = os.environ["A_KEY"]\nB = os.environ["B_KEY"]\n',
    );
    const generic = fixed({
      path: 'a.py',
      source: `import os\nA = os.environ["PASSWORD"]\nB = "${key}"\n`,
      name: 'password',
    });
    assert.equal(generic, 'import os\nA = os.environ["PASSWORD"]\nB = os.environ["PASSWORD_2"]\n');
  });

  it('takes time in proportion to the text', function () {
    // The whole of it where npm test runs; a taste for everybody else.
    const length = process.env['AI_STACK_FUZZ'] === undefined ? 1_000 : 100_000;
    this.timeout(600_000);
    const parts = [
      '\n',
      ' ',
      '"',
      '`',
      '<<A\n',
      'const (\n',
      '\\',
      'env',
      'metadata:\n',
      'a.',
      'RUN \\\n',
      'x = 1\n',
    ];
    for (const part of parts) {
      const head = part.repeat(Math.ceil(length / part.length));
      for (const path of [
        'a.py',
        'a.ts',
        'a.go',
        'A.cs',
        'a.sh',
        'compose.yaml',
        'k.tf',
        'Dockerfile',
        'a.md',
        'a.ps1',
      ]) {
        const text = `${head}secret${head}`;
        const span = { start: head.length, end: head.length + 'secret'.length };
        const started = performance.now();
        secretFixes(text, path, { rule: 'google-api-key', provider: 'generic', confidence: 'high', ...span });
        // Quadratic code takes minutes.
        assert.ok(performance.now() - started < 10_000, `${path} ${JSON.stringify(part)}`);
      }
    }
  });

  it('takes any text and span', () => {
    const texts = [
      '',
      '\n',
      '"',
      "k = '",
      '`${`',
      '"""',
      '<<EOF\n',
      'const (\n',
      '{"a":',
      '\\',
      '%%',
      '\r\n\r',
      'a: |',
      '#',
      "'''\\",
    ];
    const paths = [
      ...new Set(samples.map(({ path }) => path)),
      'a.rs',
      'A.java',
      'a.cs',
      'a.php',
      'a.ps1',
      'a.md',
      'a.xml',
      'a.kt',
      'a.sql',
      'a.tfvars',
      'a.jsx',
    ];
    for (const text of texts.map((part) => `${part}secret${part}`)) {
      for (const path of paths) {
        const start = text.indexOf('secret');
        const finding = {
          rule: 'google-api-key',
          provider: 'google-ai',
          confidence: 'high' as const,
          start,
          end: start + 6,
        };
        for (const fix of secretFixes(text, path, finding))
          assert.ok(tidyEdits(fix.edits, text.length), `${path} ${text}`);
      }
    }
    const finding = { rule: 'x', provider: 'generic', confidence: 'low' as const, start: 5, end: 9 };
    assert.deepEqual(secretFixes('short', 'a.py', finding), []);
  });
});

describe('moving to .env', () => {
  const changesOf = (of: FixCase) => fixesOf(of).find(({ id }) => id === 'move-to-dotenv')?.changes ?? [];

  it('gives .env the value, .env.example the name, and .gitignore the file', () => {
    const { secret } = prepare(samples[0]!);
    assert.deepEqual(changesOf({ ...samples[0]!, name: 'OPENAI_KEY' }), [
      { path: '.gitignore', kind: 'create-or-append', lines: ['.env'] },
      { path: '.env', kind: 'create-or-append', lines: [`OPENAI_KEY=${secret}`], secret: true },
      { path: '.env.example', kind: 'create-or-append', lines: ['OPENAI_KEY='] },
    ]);
  });

  it('lies beside a compose file', () => {
    const paths = changesOf({ ...samples[8]!, path: 'deploy/compose.yaml' }).map(({ path }) => path);
    assert.deepEqual(paths, ['.gitignore', 'deploy/.env', 'deploy/.env.example']);
  });

  it('takes back what the literal and the address escape', () => {
    assert.equal(
      changesOf({
        path: 'a.py',
        source: 'k = "«{alnum:8}\\n{alnum:8}»"\n',
        name: 'pem',
      })[1]?.lines[0]?.includes('\\n'),
      true,
    );
    const [, dotenv] = changesOf({
      path: 'a.py',
      source: 'u = "redis://u:«{alnum:9}%40x»@h"\n',
      name: 'redis_url',
    });
    assert.match(dotenv?.lines[0] ?? '', /^REDIS_PASSWORD=\w{9}@x$/);
  });

  it('says whether .env is loaded', () => {
    const title = (source: string): string =>
      fixesOf({ path: 'a.py', source, name: 'my_token' }).find(({ id }) => id === 'move-to-dotenv')?.title ??
      '';
    assert.equal(
      title(`from dotenv import load_dotenv\nload_dotenv()\nk = "${key}"\n`),
      'Move it to .env as MY_TOKEN',
    );
    assert.match(title(`k = "${key}"\n`), /load \.env when/);
  });

  it('keeps a .env file out of git, and empties an example', () => {
    const [fix] = fixesOf({ path: 'app/.env.local', source: `A=${key}\n` });
    assert.deepEqual(
      fix?.changes?.map(({ path, lines }) => [path, ...lines]),
      [
        ['.gitignore', '/app/.env.local'],
        ['app/.env.example', 'A='],
      ],
    );
    const [example] = fixesOf({ path: '.env.example', source: `A=${key}\n` });
    assert.equal(example?.edits[0]?.text, '');
    assert.deepEqual(
      example.changes?.map(({ path }) => path),
      ['.gitignore', '.env'],
    );
  });
});

describe('applyFileChange', () => {
  const change = (lines: readonly string[], kind: 'append' | 'create-or-append' = 'create-or-append') => ({
    path: 'x',
    kind,
    lines,
  });

  it('adds what is missing, and keeps the way lines end', () => {
    assert.equal(applyFileChange(undefined, change(['a'])), 'a\n');
    assert.equal(applyFileChange('x\r\ny', change(['a', 'x'])), 'x\r\ny\r\na\r\n');
    assert.equal(applyFileChange('', change(['a'])), 'a\n');
    assert.equal(applyFileChange(undefined, change(['a'], 'append')), undefined);
  });

  it('leaves alone what is there already', () => {
    assert.equal(applyFileChange('a\n', change(['a'])), undefined);
    assert.equal(applyFileChange('export KEY=other\n', change(['KEY='])), undefined);
    assert.equal(applyFileChange('KEY=other\n', change(['KEY=mine'])), 'KEY=other\nKEY=mine\n');
    for (const pattern of ['/.env', '**/.env', '.env'])
      assert.equal(applyFileChange(`${pattern}\n`, change(['.env'])), undefined);
    assert.equal(applyFileChange('sa.json\n', change(['/keys/sa.json'])), undefined);
    assert.equal(applyFileChange('.env\n', change(['.env.local'])), '.env\n.env.local\n');
  });

  it('quotes values as readers of .env need it', () => {
    assert.equal(dotenvLine('A', 'b/c+d=='), 'A=b/c+d==');
    assert.equal(dotenvLine('A', 'b #c$d'), "A='b #c$d'");
    assert.equal(dotenvLine('A', 'b\n\'c"'), 'A="b\\n\'c\\""');
  });
});

describe('environmentName', () => {
  const provider = { name: 'Acme AI', group: 'ai', variable: 'ACME_API_KEY' } as Provider;
  const withoutVariable = { name: 'Acme AI', group: 'ai' } as Provider;
  const finding = (name?: string, id = 'acme') => ({
    rule: 'acme-key',
    provider: id,
    confidence: 'high' as const,
    start: 0,
    end: 1,
    ...(name === undefined ? {} : { name }),
  });

  it('follows the name in the text, unless that is a common one', () => {
    assert.equal(environmentName(finding('openaiApiKey'), provider), 'OPENAI_API_KEY');
    assert.equal(
      environmentName(finding('spring.datasource.password'), undefined),
      'SPRING_DATASOURCE_PASSWORD',
    );
    assert.equal(environmentName(finding('api_key'), provider), 'ACME_API_KEY');
    assert.equal(environmentName(finding('token'), withoutVariable), 'ACME_AI_TOKEN');
    assert.equal(environmentName(finding('AcmeClient'), provider), 'ACME_API_KEY');
    assert.equal(environmentName(finding('key', 'private-key'), undefined), 'PRIVATE_KEY');
    assert.equal(environmentName(finding('password', 'generic'), undefined), 'PASSWORD');
    assert.equal(environmentName(finding(), undefined), 'ACME_KEY');
    assert.equal(environmentName(finding('PATH', 'generic'), undefined), 'APP_PATH');
    assert.equal(environmentName(finding('2fa', 'generic'), undefined), 'APP_2FA');
  });

  it('names the password of an address', () => {
    assert.equal(environmentName(finding('DATABASE_URL'), provider, true), 'DATABASE_PASSWORD');
    assert.equal(environmentName(finding(), provider, true), 'DATABASE_PASSWORD');
    assert.equal(constantCase('HTTPServerKey'), 'HTTP_SERVER_KEY');
  });
});

describe('afterFix', () => {
  it('says in one sentence that and how the key is revoked', () => {
    assert.match(afterFix('generic-secret', 'generic'), /^The secret stays valid until it is revoked: change it where it was set.*\(https:\/\/\S+\)\.$/);
    assert.match(afterFix('x-key', 'no-such'), /x-key.*revoke it where it was issued\.$/);
  });
}); // prettier-ignore
