import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Exec } from '../../../../../src/core/ports.ts';
import { programOnPath } from '../../../../../src/node/ollama/server/findOllama.ts';
import { programVersion } from '../../../../../src/node/ollama/server/programVersion.ts';
import { readLog } from '../../../../../src/node/ollama/server/readLog.ts';
import { startFacts, type StartQuestion } from '../../../../../src/node/ollama/server/startFacts.ts';

let root: string;
const calls: string[] = [];

/** Answers by the beginning of the command line; a command that is not listed is not there. */
function programs(answers: Readonly<Record<string, string | number>>): Exec {
  return {
    run: (command, args) => {
      const line = [command, ...args].join(' ');
      calls.push(line);
      const answer = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
      if (answer === undefined) return Promise.reject(new Error(`${command} is not on PATH`));
      const [code, stdout] = typeof answer === 'number' ? [answer, ''] : [0, answer];
      return Promise.resolve({ code, stdout, stderr: '' });
    },
  };
}

function program(path: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

const question = (rest: Partial<StartQuestion>): StartQuestion => ({
  endpoint: 'http://127.0.0.1:11434',
  host: { kind: 'local', name: 'this machine' },
  configured: '',
  platform: 'linux',
  env: { PATH: join(root, 'bin') },
  exec: programs({}),
  ...rest,
});

describe('startFacts', () => {
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'start-facts-')));
    calls.length = 0;
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('asks systemd for units of both kinds, and PATH for what asks for passwords', async () => {
    const path = program('bin/ollama');
    program('bin/sudo');
    const exec = programs({
      'systemctl --user': 'LoadState=not-found\n',
      'systemctl show': 'LoadState=loaded\nActiveState=failed\nEnvironment=\n',
    });
    const facts = await startFacts(question({ exec }));
    assert.equal(facts.binary, path);
    assert.deepEqual(facts.units, [{ scope: 'system', activeState: 'failed' }]);
    assert.equal(facts.asksPassword, 'sudo');
    program('bin/pkttyagent');
    assert.equal((await startFacts(question({ exec }))).asksPassword, 'polkit');
  });

  it('does without systemd where it is not, or does not run', async () => {
    assert.deepEqual((await startFacts(question({}))).units, []);
    const exec = programs({ systemctl: 1 });
    assert.deepEqual((await startFacts(question({ exec }))).units, []);
  });

  it('runs nothing for a program that the user named', async () => {
    const configured = program('mine/ollama');
    const facts = await startFacts(question({ configured }));
    assert.deepEqual([facts.binary, facts.configured], [configured, true]);
    const gone = await startFacts(question({ configured: '/nowhere/ollama' }));
    assert.deepEqual([gone.binary, gone.configured], [undefined, true]);
    assert.deepEqual(calls, []);
  });

  it('knows the app of macOS and Homebrew by the real path of the program', async () => {
    program('Ollama.app/Contents/Resources/ollama');
    mkdirSync(join(root, 'bin'));
    symlinkSync(join(root, 'Ollama.app/Contents/Resources/ollama'), join(root, 'bin/ollama'));
    const app = await startFacts(question({ platform: 'darwin' }));
    assert.equal(app.macBundle, join(root, 'Ollama.app'));
    rmSync(join(root, 'bin/ollama'));
    program('Cellar/ollama/0.24.0/bin/ollama');
    symlinkSync(join(root, 'Cellar/ollama/0.24.0/bin/ollama'), join(root, 'bin/ollama'));
    const brew = program('bin/brew');
    assert.equal((await startFacts(question({ platform: 'darwin' }))).brew, brew);
  });

  it('looks for the installer of Windows', async () => {
    const exec = programs({ tasklist: '\r\nOllamaSetup.exe   4242 Console   1   10,000 K\r\n' });
    assert.equal((await startFacts(question({ platform: 'win32', exec }))).installing, true);
    const none = programs({ tasklist: 'INFO: No tasks are running which match the specified criteria.\r\n' });
    assert.equal((await startFacts(question({ platform: 'win32', exec: none }))).installing, false);
  });

  it('finds programs in absolute folders of PATH alone', () => {
    const path = program('bin/tool');
    assert.equal(programOnPath('tool', `relative::${join(root, 'bin')}`), path);
    assert.equal(programOnPath('tool', 'bin'), undefined);
    assert.equal(programOnPath('tool', undefined), undefined);
  });
});

describe('readLog', () => {
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'server-log-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('reads the end of a file that was written since the start', async () => {
    const path = join(root, 'server.log');
    writeFileSync(path, `${'x'.repeat(20_000)}\nlast\n`);
    const place = { kind: 'file', path } as const;
    const since = Date.now();
    const text = await readLog(place, since, programs({}));
    assert.ok(text.endsWith('\nlast\n'));
    assert.equal(text.length, 16_000);
    utimesSync(path, 1_000, 1_000);
    assert.equal(await readLog(place, since, programs({})), '');
    assert.equal(await readLog({ kind: 'file', path: join(root, 'gone') }, since, programs({})), '');
  });

  it('asks the journal for its last lines since the start', async () => {
    calls.length = 0;
    const exec = programs({ 'journalctl --user -u ollama': 'Error: no\n' });
    assert.equal(await readLog({ kind: 'journal', scope: 'user' }, 10_000, exec), 'Error: no\n');
    assert.match(calls[0] ?? '', /-n 20 --no-pager -o cat --since @9$/);
    assert.equal(await readLog({ kind: 'journal', scope: 'system' }, 0, programs({})), '');
  });
});

describe('programVersion', () => {
  const cases: readonly [string, string | undefined][] = [
    ['ollama version is 0.24.0\n', '0.24.0'],
    [
      'Warning: could not connect to a running Ollama instance\nWarning: client version is 0.24.0\n',
      '0.24.0',
    ],
    ['ollama version is 0.30.1\nWarning: client version is 0.24.0-rc1\n', '0.24.0-rc1'],
    ['something else', undefined],
  ];
  for (const [said, version] of cases)
    it(`takes ${version ?? 'nothing'} from ${JSON.stringify(said)}`, async () =>
      assert.equal(await programVersion(programs({ ollama: said }), 'ollama'), version));
});
