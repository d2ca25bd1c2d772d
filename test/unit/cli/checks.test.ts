import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectFolders, run } from '../../support/cliRun.ts';

const brokenOverride = 'sections:\n  agentz:\n    disable: true\n';
const shape = [
  ...[
    'file',
    'line',
    'column',
    'endLine',
    'endColumn',
    'rule',
    'provider',
    'confidence',
    'severity',
    'message',
    'fixes',
  ],
];

describe('checks', () => {
  const folders = new ProjectFolders();
  after(() => folders.remove());

  describe('guide check', () => {
    it('passes a good file', async () => {
      const root = folders.make({ 'ai-stack.yaml': 'sections:\n  agents:\n    disable: true\n' });
      const text = await run(['guide', 'check', 'ai-stack.yaml'], { cwd: root });
      assert.deepEqual(text, { code: 0, out: '✔ Nothing wrong in 1 file.\n', err: '' });
    });

    it('names the place of each mistake', async () => {
      const root = folders.make({ 'team/ai-stack.yaml': brokenOverride });
      const text = await run(['guide', 'check', 'team/ai-stack.yaml'], { cwd: root });
      assert.equal(text.code, 1);
      assert.match(
        text.out,
        /^team\/ai-stack\.yaml:2:3: error: .* \[guide\/unknown-id\]\n\n1 error in 1 file\.\n$/,
      );
      const json = await run(['guide', 'check', 'team/ai-stack.yaml', '--format=json'], { cwd: root });
      const document = JSON.parse(json.out);
      assert.deepEqual(Object.keys(document), ['schema', 'findings', 'filesScanned', 'elapsedMs']);
      assert.deepEqual(Object.keys(document.findings[0]), shape);
    });

    it('knows the rules for secrets', async () => {
      const root = folders.make({
        'ai-stack.yaml': 'secrets:\n  disable: [password-assignment, pasword-assignment]\n',
      });
      const { code, out } = await run(['guide', 'check', 'ai-stack.yaml'], { cwd: root });
      assert.equal(code, 1);
      assert.match(out, /^ai-stack\.yaml:2:34: error: .* Did you mean "password-assignment"\?/);
    });

    it('survives a file that is no text', async () => {
      const root = folders.make({ 'ai-stack.yaml': '\u0000\u0001: {{{{[' });
      const { code, out } = await run(['guide', 'check', 'ai-stack.yaml'], { cwd: root });
      assert.equal(code, 1, out);
    });

    it('explains a missing file and a folder', async () => {
      assert.match((await run(['guide', 'check', 'none.yaml'])).err, /no file or folder "none\.yaml"/);
      const folder = await run(['guide', 'check', folders.make({})]);
      assert.deepEqual([folder.code, /is a folder\. Give a guide file\./.test(folder.err)], [2, true]);
    });
  });

  describe('check', () => {
    it('finds broken manifests and a broken override, named as the path was given', async () => {
      const root = folders.make({
        'shop/svc/pyproject.toml': '[project\n',
        'shop/package.json': '{"name": ',
        'shop/.vscode/ai-stack.yaml': brokenOverride,
      });
      const { code, out } = await run(['check', './shop/', '--format', 'json'], { cwd: root });
      assert.equal(code, 1);
      const findings: { file: string; rule: string; severity: string }[] = JSON.parse(out).findings;
      assert.deepEqual(
        findings.map(({ file, rule }) => `${file} ${rule}`),
        [
          'shop/.vscode/ai-stack.yaml guide/unknown-id',
          'shop/package.json manifest/package-json',
          'shop/svc/pyproject.toml manifest/pyproject',
        ],
      );
      for (const finding of findings) assert.deepEqual(Object.keys(finding), shape);
    });

    it('checks single files, and only them', async () => {
      const root = folders.make({ 'pyproject.toml': '[project\n', 'package.json': '{"name": ' });
      const { out } = await run(['check', 'package.json', '--format', 'json'], { cwd: root });
      const files = JSON.parse(out).findings.map(({ file }: { file: string }) => file);
      assert.deepEqual(files, ['package.json']);
      const here = await run(['check', '.', '--format', 'json'], { cwd: root });
      assert.equal(JSON.parse(here.out).findings.length, 2);
    });

    it('takes an override as a single file, and several paths', async () => {
      const root = folders.make({ 'a/ai-stack.yaml': brokenOverride, 'b/requirements.txt': 'vllm\n' });
      const { code, out } = await run(['check', 'a/ai-stack.yaml', 'b', '--format', 'json'], { cwd: root });
      assert.equal(code, 1);
      assert.deepEqual([JSON.parse(out).findings.length, JSON.parse(out).filesScanned], [1, 2]);
    });

    it('is fine with a good folder, and fails at once for a missing one', async () => {
      const root = folders.make({ 'requirements.txt': 'vllm\n' });
      assert.deepEqual(await run(['check', root]), { code: 0, out: '✔ Nothing wrong in 1 file.\n', err: '' });
      assert.equal((await run(['check', root, join(root, 'none')])).code, 2);
    });

    it('finds mistakes in Modelfiles, with their ranges and fixes', async () => {
      const root = folders.make({
        Modelfile: 'FROM ./model.gguf\r\nPARAMETER temperature 1 # warm\r\nMESSAGE User hi\r\n',
        'chat/Modelfile.coder': 'FROM ./weights\nADAPTER ./notes.txt\n',
        'chat/notes.txt': 'x',
        'chat/weights/model-00001.safetensors': '',
      });
      const { code, out } = await run(['check', '.', '--format', 'json'], { cwd: root });
      assert.equal(code, 1);
      const findings = JSON.parse(out).findings;
      for (const finding of findings) assert.deepEqual(Object.keys(finding), shape);
      assert.deepEqual(
        findings.map((each: Record<string, string | number>) =>
          [
            `${each['file']}:${each['line']}:${each['column']}-${each['endLine']}:${each['endColumn']}`,
            ...[each['severity'], each['rule'], each['provider'], each['fixes']],
          ].join(' '),
        ),
        [
          'Modelfile:1:6-1:18 error modelfile/path-not-found modelfile ',
          'Modelfile:2:25-2:31 error modelfile/comment-after-value modelfile move-comment',
          'Modelfile:3:9-3:13 error modelfile/bad-role modelfile role-user',
          'chat/Modelfile.coder:2:9-2:20 error modelfile/no-weights modelfile ',
        ],
      );
    });

    it('says once that a Modelfile has no FROM, also of a single file in UTF-16', async () => {
      const root = folders.make({ Modelfile: 'SYSTEM x\n' });
      const folder = await run(['check', root], { cwd: root });
      assert.match(
        folder.out,
        /Modelfile:1:1: error: .* \[modelfile\/missing-from\]\n\n1 error in 1 file\.\n$/,
      );
      writeFileSync(join(root, 'Modelfile'), Buffer.from('\ufeffFROM a\nPARAMETER top_p 2\n', 'utf16le'));
      const file = await run(['check', 'Modelfile'], { cwd: root });
      assert.match(file.out, /^Modelfile:2:17: warning: .* \[modelfile\/out-of-range\]\n/);
    });

    it('is fine with a Modelfile of which there is only something to know', async () => {
      const root = folders.make({ Modelfile: 'FROM gpt-oss:120b-cloud\n' });
      const { code, out } = await run(['check', root], { cwd: root });
      assert.equal(code, 0);
      assert.match(out, /information: .* \[modelfile\/cloud-model\]/);
    });

    it('writes SARIF with places that viewers can open', async () => {
      const root = folders.make({ 'a b/pyproject.toml': '[project\n' });
      const { out } = await run(['check', 'a b', '--format', 'sarif'], { cwd: root });
      const document = JSON.parse(out);
      assert.equal(document.version, '2.1.0');
      const [{ tool, results }] = document.runs;
      assert.deepEqual(tool.driver.rules, [{ id: 'manifest/pyproject' }]);
      assert.deepEqual([tool.driver.version, results[0].ruleIndex, results[0].level], ['1.2.3', 0, 'error']);
      const { artifactLocation, region } = results[0].locations[0].physicalLocation;
      assert.deepEqual([artifactLocation.uri, region.startLine], ['a%20b/pyproject.toml', 1]);
    });

    it('gives absolute paths as file URIs', async () => {
      const root = folders.make({ 'pyproject.toml': '[project\n' });
      const { out } = await run(['check', root, '--format', 'sarif']);
      assert.match(out, /"uri": "file:\/\/\/.*\/pyproject\.toml"/);
    });
  });
});
