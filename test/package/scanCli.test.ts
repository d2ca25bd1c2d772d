import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryFolder } from '../support/host/folders.ts';
import { secretSample } from '../support/secretSample.ts';

/** `ai-stack scan` as it is built and as CI calls it, with its threads. */
describe('ai-stack scan, as built', () => {
  let root = '';

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'ai-stack-scan-'));
    for (let at = 0; at < 500; at++) {
      const folder = join(root, `d${at % 20}`);
      mkdirSync(folder, { recursive: true });
      const key = secretSample('api_key = "sk-proj-{word:74}T3BlbkFJ{word:74}"\n', at);
      writeFileSync(join(folder, `f${at}.py`), at % 100 === 0 ? key : 'print(1)\n');
    }
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  function scan(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const cli = join(repositoryFolder, 'dist/cli.js');
    return spawnSync(process.execPath, [cli, 'scan', ...args], { cwd: root, encoding: 'utf8' });
  }

  it('finds every key in its threads, and ends with 1', () => {
    const { status, stdout, stderr } = scan('.', '--json');
    assert.deepEqual([status, stderr], [1, '']);
    const { findings, filesScanned } = JSON.parse(stdout);
    assert.deepEqual([findings.length, filesScanned], [5, 500]);
    assert.ok(!stdout.includes('T3BlbkFJ'));
  });

  it('runs rules of a folder’s own', () => {
    const rule = (id: string, regex: string): string =>
      `[[rules]]\nid = '${id}'\ndescription = '${id}'\nregex = '''${regex}'''\n`;
    writeFileSync(join(root, 'd1', 'ours.txt'), 'token OURS-123456\n');
    writeFileSync(join(root, 'own.toml'), rule('ours', 'OURS-[0-9]{6}'));
    const { status, stdout } = scan('d1', '--config', 'own.toml', '--json');
    assert.equal(status, 1);
    assert.deepEqual(
      JSON.parse(stdout).findings.map(
        ({ file, rule: id }: { file: string; rule: string }) => `${file} ${id}`,
      ),
      ['d1/ours.txt secret/ours'],
    );
  });

  it('ends with 0 where nothing is found, and with 2 where it cannot run', () => {
    assert.equal(scan('d1').status, 0);
    assert.equal(scan('nowhere').status, 2);
  });
});
