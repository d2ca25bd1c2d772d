import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { secretSample } from '../../support/secretSample.ts';
import { ProjectFolders, run } from '../../support/cliRun.ts';

const token = secretSample('sk-proj-{word:74}T3BlbkFJ{word:74}');
const password = secretSample('Xk{alnum:8}9z{alnum:6}');
const shape = ['file', 'line', 'column', 'endLine', 'endColumn', 'rule', 'provider', 'confidence', 'severity', 'message', 'fixes']; // prettier-ignore

/** What JSON.parse gives, without a type. */
type Json = ReturnType<typeof JSON.parse>;

interface JsonFinding {
  file: string;
  line: number;
  rule: string;
  confidence: string;
  severity: string;
}

describe('scan', function () {
  this.timeout(10_000);
  const folders = new ProjectFolders();
  after(() => folders.remove());

  async function json(
    args: readonly string[],
    cwd: string,
  ): Promise<{ code: number; findings: JsonFinding[]; document: Json; err: string }> {
    // prettier-ignore
    const { code, out, err } = await run(['scan', ...args, '--json'], { cwd });
    const document = JSON.parse(out);
    return { code, document, findings: document.findings, err };
  }

  const project = (): string =>
    folders.make({
      'src/pay.py': `import x\nkey = "${token}"\n`,
      'src/db.py': `db_password = "${password}"\n`,
      'src/doc.py': 'db_password = "your-password-here"\n',
      'tests/test_pay.py': `key = "${token}"\n`,
      'clean.py': 'print(1)\n',
    });

  it('finds secrets and says where, as text', async () => {
    const root = project();
    const { code, out, err } = await run(['scan', '.'], { cwd: root });
    assert.deepEqual([code, err], [1, '']);
    const lines = out.split('\n');
    assert.match(
      out,
      /^src\/pay\.py:2:8: error: OpenAI project API key in key \[secret\/openai-project-key\]$/m,
    );
    assert.match(
      out,
      /^src\/db\.py:1:16: warning: Password in db_password \[secret\/password-assignment\]$/m,
    );
    assert.match(out, /^tests\/test_pay\.py:1:8: warning: OpenAI /m);
    assert.match(out, /\nWhat to do\n {2}/);
    assert.match(lines.at(-2) ?? '', /^1 error, 2 warnings in 5 files \(0\.0 MB, \d+\.\d s\)\. /);
    assert.ok(!out.includes(token) && !out.includes(password));
  });

  it('keeps guesses in JSON, and lets them count only when asked to', async () => {
    const root = folders.make({ 'a.py': 'db_password = "your-password-here"\n' });
    const all = await json(['a.py'], root);
    assert.deepEqual([all.code, all.findings.map(({ confidence }) => confidence)], [0, ['low']]);
    assert.equal((await json(['a.py', '--min-confidence', 'low'], root)).code, 1);
    assert.deepEqual((await json(['a.py', '--min-confidence', 'high'], root)).findings, []);
    assert.match(
      (await run(['scan', 'a.py'], { cwd: root })).out,
      /^✔ No secrets in 1 file .*--min-confidence low shows them\.\n$/,
    );
  });

  it('prints JSON by its contract', async () => {
    const { code, document, findings } = await json(['src', 'tests/test_pay.py'], project());
    assert.equal(code, 1);
    assert.deepEqual(Object.keys(document), ['schema', 'findings', 'filesScanned', 'bytesScanned', 'elapsedMs', 'suppressed', 'notes']); // prettier-ignore
    for (const finding of findings) assert.deepEqual(Object.keys(finding), shape);
    assert.deepEqual(
      findings.map(({ file, line, confidence, severity }) => [file, line, confidence, severity]),
      [
        ['src/db.py', 1, 'medium', 'warning'],
        ['src/doc.py', 1, 'low', 'hint'],
        ['src/pay.py', 2, 'high', 'error'],
        ['tests/test_pay.py', 1, 'high', 'warning'],
      ],
    );
    assert.deepEqual([document.schema, document.filesScanned], [1, 4]);
  });

  it('scans what is named, whatever it is, and says what it could not scan', async () => {
    const root = folders.make({
      'yarn.lock': `k "${token}"\n`,
      '.gitignore': '*.log\n',
      'x.log': `k "${token}"\n`,
      'a.dat': '\0',
    });
    assert.deepEqual((await json(['.'], root)).findings, []);
    const named = await json(['yarn.lock', './x.log', 'a.dat'], root);
    assert.deepEqual(
      named.findings.map(({ file }) => file),
      ['x.log', 'yarn.lock'],
    );
    assert.deepEqual(named.document.notes, [
      { file: 'a.dat', message: 'is no text, so it was not scanned.' },
    ]);
    const text = await run(['scan', 'a.dat'], { cwd: root });
    assert.equal(text.err, 'a.dat is no text, so it was not scanned.\n');
  });

  it('follows a link that is named, and no other', async () => {
    const outside = folders.make({ 'k.txt': `k "${token}"\n` });
    const root = folders.make({ 'a.txt': '' });
    symlinkSync(join(outside, 'k.txt'), join(root, 'link.txt'));
    assert.deepEqual((await json(['.'], root)).findings, []);
    assert.equal((await json(['link.txt'], root)).findings.length, 1);
  });

  it('heeds .gitignore, comments and exceptions, unless told not to', async () => {
    const root = folders.make({
      '.gitignore': '/private\n',
      'private/a.py': `key = "${token}"\n`,
      'b.py': `key = "${token}"  # gitleaks:allow\n`,
      'gen/c.py': `key = "${token}"\n`,
      '.vscode/ai-stack.yaml': 'secrets:\n  paths:\n    exclude: [gen/]\n',
    });
    const heeding = await json(['.'], root);
    assert.deepEqual(
      [heeding.code, heeding.findings, heeding.document.suppressed, heeding.err],
      [0, [], 1, ''],
    );
    const all = await json(['.', '--no-ignore'], root);
    assert.deepEqual(
      all.findings.map(({ file }) => file),
      ['b.py', 'gen/c.py', 'private/a.py'],
    );
  });

  it('uses the configuration of the repository that a path lies in', async () => {
    const root = folders.make({
      '.vscode/ai-stack.yaml': 'secrets:\n  paths:\n    exclude: [app/gen/]\n',
      'app/gen/c.py': `key = "${token}"\n`,
      'app/d.py': `key = "${token}"\n`,
    });
    mkdirSync(join(root, '.git'));
    for (const [args, cwd] of [
      [['app'], root],
      [['.'], join(root, 'app')],
      [[root], folders.make({})],
    ] as const) {
      const { findings } = await json(args, cwd);
      assert.deepEqual(
        findings.map(({ file }) => file.slice(-4)),
        ['d.py'],
      );
    }
  });

  it('takes a configuration and explains a broken one', async () => {
    const root = folders.make({
      'a.py': `key = "${token}"\n`,
      'rules.yaml': 'secrets:\n  disable:\n    - "openai-*"\n',
      'broken.yaml': 'secrets:\n  disabel: 1\n',
    });
    assert.deepEqual((await json(['a.py', '--config', 'rules.yaml'], root)).findings.filter(({ rule }) => rule.includes('openai')), []); // prettier-ignore
    const broken = await run(['scan', 'a.py', '--config', 'broken.yaml'], { cwd: root });
    assert.deepEqual([broken.code, broken.out], [2, '']);
    assert.match(broken.err, /broken\.yaml:2:3: .*disabel.*leave --config out/);
    assert.match(
      (await run(['scan', 'a.py', '--config', 'none.yaml'], { cwd: root })).err,
      /"none\.yaml" could not be read/,
    );
  });

  it('runs rules of a folder’s own', async () => {
    const root = folders.make({
      'a.txt': 'token OURS-123456\n',
      '.gitleaks.toml':
        "[[rules]]\nid = 'our-token'\ndescription = 'Token of ours'\nregex = '''OURS-[0-9]{6}'''\n",
    });
    const { findings, code } = await json(['.'], root);
    assert.deepEqual(
      [code, findings.map(({ file, rule }) => `${file} ${rule}`)],
      [1, ['a.txt secret/our-token']],
    );
  });

  it('writes a baseline, after which only what is new counts', async () => {
    const root = project();
    const write = await run(['scan', '.', '--write-baseline', '.ai-stack-baseline.json'], { cwd: root });
    assert.deepEqual([write.code, write.out], [0, '']);
    assert.match(write.err, /^\.ai-stack-baseline\.json accepts 3 findings now\. .*revoke/);
    const text = readFileSync(join(root, '.ai-stack-baseline.json'), 'utf8');
    assert.ok(!text.includes(token) && !text.includes(password));
    const after = await json(['.'], root);
    assert.deepEqual([after.code, after.document.suppressed], [0, 3]);
    writeFileSync(join(root, 'src/pay.py'), '\n\n' + readFileSync(join(root, 'src/pay.py'), 'utf8'));
    writeFileSync(join(root, 'new.py'), `other_password = "${password}"\n`);
    const later = await json(['.', '--baseline', '.ai-stack-baseline.json'], root);
    assert.deepEqual(
      later.findings.filter(({ confidence }) => confidence !== 'low').map(({ file }) => file),
      ['new.py'],
    );

    writeFileSync(join(root, 'src/db.py'), '');
    const again = await run(['scan', 'src', 'new.py', '--write-baseline', '.ai-stack-baseline.json'], {
      cwd: root,
    });
    assert.match(again.err, /accepts 3 findings/);
    const paths = JSON.parse(readFileSync(join(root, '.ai-stack-baseline.json'), 'utf8')).entries.map(
      ({ path }: { path: string }) => path,
    );
    assert.deepEqual(paths, ['new.py', 'src/pay.py', 'tests/test_pay.py']);
  });

  it('explains what it cannot do', async () => {
    const root = folders.make({ 'a.py': '', 'bad.json': '{"version": 3}' });
    const cases: [string[], RegExp][] = [
      [['none'], /no file or folder "none"/],
      [['a.py', '--baseline', 'bad.json'], /bad\.json/],
      [['a.py', '--write-baseline', 'bad.json'], /bad\.json/],
      [['a.py', '--write-baseline', 'no/where.json'], /could not be written/],
      [['a.py', '--min-confidence', 'hihg'], /Did you mean "high"/],
    ];
    for (const [args, expected] of cases) {
      const { code, out, err } = await run(['scan', ...args], { cwd: root });
      assert.deepEqual([code, out, err.trimEnd().split('\n').length], [2, '', 1], err);
      assert.match(err, expected);
    }
  });

  describe('as SARIF', () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../fixtures/sarif/sarif-2.1.0.json'), 'utf8'),
    );
    const formats = {
      uri: /^\S+$/,
      'uri-reference': /^\S*$/,
      'date-time': /^\d{4}-\d\d-\d\dT/,
      uuid: /^[\da-f-]{36}$/,
    };
    const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
    const validate = ajv.compile(schema);
    const sarif = async (root: string): Promise<Json> => {
      const { out } = await run(['scan', '.', '--format', 'sarif'], { cwd: root });
      const document = JSON.parse(out);
      const isValid: boolean = validate(document);
      assert.ok(isValid, JSON.stringify(validate.errors?.slice(0, 3)));
      return document.runs[0];
    };

    it('is valid, with rules that say what to do', async () => {
      const root = project();
      writeFileSync(join(root, 'src/allowed.py'), `key = "${token}"  # gitleaks:allow -- for show\n`);
      writeFileSync(join(root, 'big.txt'), 'x'.repeat(6 * 1024 * 1024));
      const { tool, results, invocations } = await sarif(root);
      for (const rule of tool.driver.rules) {
        assert.deepEqual(Object.keys(rule), ['id', 'name', 'shortDescription', 'fullDescription', 'help', 'helpUri', 'defaultConfiguration', 'properties']); // prettier-ignore
        assert.match(rule.name, /^[A-Z][A-Za-z0-9]+$/);
        assert.match(
          rule.help.markdown,
          /\*\*What it opens\.\*\*.*\*\*Revoke it\.\*\*.*\*\*Use instead\.\*\*/s,
        );
      }
      const seen = results.map((result: Json) => [
        result.locations[0].physicalLocation.artifactLocation.uri, result.level, result.suppressions?.[0]?.kind,
      ]); // prettier-ignore
      assert.deepEqual(seen, [
        ['src/allowed.py', 'error', 'inSource'],
        ['src/db.py', 'warning', undefined],
        ['src/doc.py', 'note', undefined],
        ['src/pay.py', 'error', undefined],
        ['tests/test_pay.py', 'error', undefined],
      ]);
      assert.match(invocations[0].toolExecutionNotifications[0].message.text, /^big\.txt has 6\.0 MB/);
    });

    it('has fingerprints that stay when lines move, and tell findings apart', async () => {
      const root = folders.make({ 'a.py': `key = "${token}"\nkey = "${token}"\nother = "${token}"\n` });
      const prints = async (): Promise<string[]> =>
        (await sarif(root)).results.map((result: Json) => result.partialFingerprints['aiStackSecret/v1']);
      const before = await prints();
      assert.equal(new Set(before).size, 3);
      writeFileSync(join(root, 'a.py'), `\n\n${readFileSync(join(root, 'a.py'), 'utf8')}`);
      assert.deepEqual(await prints(), before);
    });
  });
});
