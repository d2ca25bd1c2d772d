import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createBaseline } from '../../../../src/core/secrets/baseline/baseline.ts';
import { writeBaseline } from '../../../../src/core/secrets/baseline/baselineFile.ts';
import { FileError } from '../../../../src/core/secrets/baseline/jsonFile.ts';
import type { SecretFinding } from '../../../../src/core/secrets/finding.ts';
import {
  loadPolicy,
  type LoadedPolicy,
  type PolicySettings,
} from '../../../../src/core/secrets/policy/loadPolicy.ts';
import { mergeFindings, runUserRules } from '../../../../src/core/secrets/policy/runUserRules.ts';
import { createPolicy } from '../../../../src/core/secrets/policy/secretPolicy.ts';
import { InMemoryWorkspace } from '../../../support/inMemoryWorkspace.ts';
import { secretSample } from '../../../support/secretSample.ts';

const secret = secretSample('{alnum:32}');
const text = `first line\nTOKEN = "${secret}"\n`;
const override = '.vscode/ai-stack.yaml';

function finding(changes: Partial<SecretFinding> = {}): SecretFinding {
  const start = text.indexOf(secret);
  return {
    start,
    end: start + secret.length,
    rule: 'token-assignment',
    provider: 'generic',
    confidence: 'medium',
    ...changes,
  };
}

async function load(files: Record<string, string>, settings?: PolicySettings): Promise<LoadedPolicy> {
  const loaded = await loadPolicy(new InMemoryWorkspace(files), settings);
  // A policy goes to other threads as its data.
  const clone = structuredClone(loaded.policy.data);
  assert.deepEqual(clone, loaded.policy.data);
  return { ...loaded, policy: createPolicy(clone) };
}

/** What the policy of these files says of one finding: its severity, or who takes it back. */
async function judge(
  files: Record<string, string>,
  settings?: PolicySettings,
  changes?: Partial<SecretFinding>,
  path = 'src/app.py',
): Promise<string> {
  const { policy, problems, overrideProblems } = await load(files, settings);
  assert.deepEqual([problems, overrideProblems], [[], []]);
  const [judged] = policy.apply(text, path, [finding(changes)]);
  if (!judged) return 'gone';
  const { suppression, severity } = judged;
  if (!suppression) return severity;
  return `${suppression.kind} ${suppression.by}${suppression.line === undefined ? '' : `:${suppression.line}`}`;
}

describe('policy', () => {
  it('leaves findings as they are where nothing is said', async () => {
    assert.equal(await judge({}), 'warning');
    assert.equal(await judge({}, {}, { confidence: 'high' }), 'error');
    assert.equal(await judge({}, {}, { confidence: 'low' }), 'hint');
    assert.equal(await judge({}, {}, {}, 'tests/test_app.py'), 'information');
  });

  it('touches nothing in texts without findings', async () => {
    const { policy } = await load({ '.gitleaksignore': 'a:b:1' });
    const unreadable = new Proxy({}, { get: () => assert.fail('the text was read') }) as unknown as string;
    assert.deepEqual(policy.apply(unreadable, 'a', []), []);
  });

  describe('severity', () => {
    const severity = (
      yaml: string,
      changes?: Partial<SecretFinding>,
      settings?: PolicySettings,
    ): Promise<string> => judge({ [override]: `secrets: { severity: { ${yaml} } }` }, settings, changes);
    it('is chosen by rule, by pattern or by confidence, the most particular first', async () => {
      assert.equal(await severity('token-assignment: error'), 'error');
      assert.equal(await severity('token-*: information'), 'information');
      assert.equal(await severity('medium: hint'), 'hint');
      assert.equal(await severity('token-assignment: error, medium: hint'), 'error');
      assert.equal(await severity('token-assignment: off'), 'gone');
      assert.equal(await severity('high: off'), 'warning');
    });

    it('of examples stays a hint, unless examples are named', async () => {
      assert.equal(await severity('token-assignment: error', { confidence: 'low' }), 'hint');
      assert.equal(await severity('low: warning', { confidence: 'low' }), 'warning');
    });

    it('of the settings comes after that of the workspace', async () => {
      assert.equal(
        await severity('token-assignment: error', {}, { severity: { 'token-*': 'hint' } }),
        'hint',
      );
    });
  });

  it('turns rules off for the scanner, and findings of theirs that come all the same', async () => {
    const { policy } = await load(
      { [override]: 'secrets: { disable: [token-assignment] }' },
      { disabledRules: ['secret/url-*'] },
    );
    assert.deepEqual(
      [
        policy.disabled.has('token-assignment'),
        policy.disabled.has('url-password'),
        policy.disabled.has('jwt'),
      ],
      [true, true, false],
    );
    assert.equal(policy.apply(text, 'a.py', [finding()])[0]?.suppression?.kind, 'off');
  });

  it('leaves files out, by the workspace or the settings', async () => {
    const { policy } = await load(
      { [override]: 'secrets:\n  paths:\n    exclude: [docs/, "*.lock"]\n' },
      { exclude: ['src/gen/**'] },
    );
    assert.deepEqual(policy.excludes('docs/a/b.md'), { kind: 'path', by: override, line: 3 });
    assert.deepEqual(policy.excludes('src/gen/x.ts'), { kind: 'path', by: 'aiStack.secrets.exclude' });
    assert.equal(policy.excludes('src/x.ts'), undefined);
    assert.equal(policy.excludes(''), undefined);
    assert.equal(policy.apply(text, 'x.lock', [finding()])[0]?.suppression?.kind, 'path');
  });

  it('hears comments, baselines and allowlists', async () => {
    const hash = createHash('sha256').update(secret).digest('hex');
    const sha1 = createHash('sha1').update(secret).digest('hex');
    const known = { rule: 'token-assignment', path: 'src/app.py', line: 1, secret };
    const own = writeBaseline(createBaseline('ab'.repeat(16), [known]));
    const rows: readonly (readonly [files: Record<string, string>, said: string])[] = [
      [{ [override]: `secrets:\n  allow:\n    words: [${secret.slice(4, 12)}]` }, `allow ${override}:3`],
      [{ [override]: `secrets:\n  allow:\n    regexes: ['^${secret.slice(0, 5)}']` }, `allow ${override}:3`],
      [{ [override]: 'secrets:\n  allow:\n    paths: [src/]' }, `allow ${override}:3`],
      [{ [override]: `secrets:\n  allow:\n    hashes: [${hash}]` }, `allow ${override}:3`],
      [{ '.ai-stack-baseline.json': own }, 'baseline .ai-stack-baseline.json'],
      [
        {
          '.secrets.baseline': JSON.stringify({
            results: { 'src/app.py': [{ hashed_secret: sha1, line_number: 9 }] },
          }),
        },
        'baseline .secrets.baseline',
      ],
      [{ '.gitleaksignore': '\nsrc/app.py:generic-api-key:2' }, 'baseline .gitleaksignore:2'],
      [{ '.betterleaksignore': 'src/app.py:generic-api-key:2' }, 'baseline .betterleaksignore:1'],
      [{ '.gitleaks.toml': "[allowlist]\npaths = ['^src/']" }, 'allow .gitleaks.toml:1'],
      [
        { '.betterleaks.toml': '[[allowlists]]\nregexTarget = "match"\nregexes = ["^TOKEN ="]' },
        'allow .betterleaks.toml:1',
      ],
      [{ '.gitleaks.toml': '[extend]\ndisabledRules = ["generic-api-key"]' }, 'off .gitleaks.toml:2'],
      [{ '.gitleaks.toml': '[extend]\ndisabledRules = ["aws-access-token"]' }, 'warning'],
      [{ '.gitleaksignore': 'src/app.py:generic-api-key:3' }, 'warning'],
    ];
    for (const [files, said] of rows) assert.equal(await judge(files), said);
    const generic = { '.gitleaks.toml': '[extend]\ndisabledRules = ["generic-api-key"]' };
    assert.equal(await judge(generic, {}, { rule: 'url-password' }), 'warning');
    const { policy } = await load({});
    const beside = text.replace('"\n', '" # gitleaks:allow\n');
    assert.deepEqual(policy.apply(beside, 'a', [finding()])[0]?.suppression, {
      kind: 'comment',
      by: 'gitleaks:allow',
      line: 2,
    });
  });

  it('leaves the files of peers out where it is told to', async () => {
    assert.equal(
      await judge({ '.gitleaks.toml': "[allowlist]\npaths = ['^src/']" }, { peers: false }),
      'warning',
    );
  });

  it('takes a configuration and a baseline that are given', async () => {
    const files = { [override]: 'secrets: { allow: { paths: [src/] } }' };
    const toml = { file: '../x.toml', text: "[allowlist]\npaths = ['^src/']" };
    const yaml = { file: 'x.yaml', text: 'secrets: { severity: { medium: error } }' };
    assert.equal(await judge(files, { config: toml }), 'allow ../x.toml:1');
    assert.equal(await judge(files, { config: yaml }), 'error');
    const report = JSON.stringify([
      { RuleID: 'x', Secret: secret, Fingerprint: 'src/app.py:generic-api-key:2' },
    ]);
    const { policy } = await load({}, { baseline: { file: 'report.json', text: report } });
    assert.ok(policy.apply(text, 'src/app.py', [finding()])[0]?.suppression);
    assert.ok(!JSON.stringify(policy.data).includes(secret));
    await assert.rejects(load({}, { baseline: { file: 'b.json', text: '{' } }), FileError);
    await assert.rejects(
      load({}, { baseline: { file: 'b.json', text: '[{}]' } }),
      /no baseline that is known/,
    );
  });

  it('says what is wrong with which file, and keeps the rest in force', async () => {
    const { policy, problems, overrideProblems } = await load({
      [override]: 'secrets:\n  disable: [nothing-like-it]\n  severity: { medium: fatal }\n',
      '.gitleaks.toml': "[extend]\npath = \"../out.toml\"\n[[rules]]\nid = 'x'\nregex = '('\n",
      '.betterleaks.toml': '[extend]\npath = "missing.toml"\n',
      '.gitleaksignore': 'nonsense\nsrc/app.py:generic:2\n',
      '.ai-stack-baseline.json': '{"version": 2}',
      '.secrets.baseline': 'x',
    });
    assert.deepEqual(problems.map(({ file, line }) => `${file}:${line}`).sort(), [
      '.ai-stack-baseline.json:1',
      '.betterleaks.toml:2',
      '.gitleaks.toml:2',
      '.gitleaks.toml:5',
      '.gitleaksignore:1',
      '.secrets.baseline:1',
      '.vscode/ai-stack.yaml:2',
    ]);
    assert.deepEqual(
      overrideProblems.map(({ line }) => line),
      [3],
    );
    assert.equal(policy.apply(text, 'src/app.py', [finding()])[0]?.suppression?.by, '.gitleaksignore');
  });

  it('follows what a configuration extends, within the folder and not for ever', async () => {
    const { policy, problems } = await load({
      '.gitleaks.toml': "[extend]\npath = \"config/base.toml\"\n[[rules]]\nid = 'mine'\nregex = 'a{9}'",
      'config/base.toml':
        "[extend]\npath = \"config/base.toml\"\n[[rules]]\nid = 'mine'\nregex = 'b{9}'\n[[rules]]\nid = 'base'\nregex = 'c{9}'",
    });
    assert.deepEqual(
      policy.data.userRules.map(({ id, source }) => [id, source]),
      [
        ['mine', 'a{9}'],
        ['base', 'c{9}'],
      ],
    );
    assert.match(problems.map(({ message }) => message).join(), /too often/);
  });

  it('has rules of the workspace’s own, and says what they are', async () => {
    const yaml = `secrets:\n  rules:\n    - { id: billing-token, title: token of the billing service, pattern: 'bill_([0-9]{6})', confidence: high }\n`;
    const { policy } = await load({ [override]: yaml });
    const source = 'x = bill_123456';
    const own = runUserRules(policy.data.userRules, source, 'a.py');
    assert.deepEqual(own, [
      { start: 9, end: 15, rule: 'billing-token', provider: 'generic', confidence: 'high' },
    ]);
    assert.equal(policy.info('billing-token')?.title, 'token of the billing service');
    assert.equal(policy.info('token-assignment'), undefined);
    assert.equal(policy.apply(source, 'a.py', own)[0]?.severity, 'error');
  });

  it('prefers built-in findings where both stand', () => {
    const at = (start: number, end: number, rule: string): SecretFinding => finding({ start, end, rule });
    const merged = mergeFindings(
      [at(10, 20, 'built-in')],
      [at(5, 12, 'own'), at(30, 40, 'own'), at(0, 4, 'own')],
    );
    assert.deepEqual(
      merged.map(({ start, rule }) => [start, rule]),
      [
        [0, 'own'],
        [10, 'built-in'],
        [30, 'own'],
      ],
    );
  });

  it('judges a thousand findings of a large file in no time', async () => {
    const many = `${text}# secretlint-disable x\n`.repeat(5_000);
    const findings = Array.from({ length: 1_000 }, (_, at) => {
      const start = many.indexOf(secret, at * 5 * (text.length + 23));
      return finding({ start, end: start + secret.length });
    });
    const { policy } = await load({
      '.gitleaks.toml': "[allowlist]\nregexTarget = 'line'\nregexes = ['''(x+)+y''', '''zz.*zz''']",
    });
    const start = performance.now();
    assert.equal(policy.apply(many, 'src/app.py', findings).length, 1_000);
    assert.ok(performance.now() - start < 1_000);
  });
});
