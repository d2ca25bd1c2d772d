import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import * as vscode from 'vscode';
import {
  fakeOllama,
  freePort,
  isAlive,
  linesOf,
  nodeProgram,
  removeFakes,
  type FakeBehaviour,
} from '../../programs/ollama/fakeOllama.ts';
import { closeEditors, eventually, fileIn, writeFile } from '../panel.ts';

const endpointSetting = 'aiStack.ollama.endpoint';
const pathSetting = 'aiStack.ollama.path';

const set = (key: string, value: string | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
const start = (confirmed = true): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand('aiStack.startOllama', { confirmed }));
const terminals = (name: string): vscode.Terminal[] =>
  vscode.window.terminals.filter((terminal) => terminal.name === name);
const starts = (program: string): string[] => linesOf(program, 'log');
const pidOf = (program: string): number => Number(starts(program)[0]?.split(' ')[0]);

/** Stands in for the server, named by the setting, at a port of its own. */
async function useFake(behaviour: FakeBehaviour): Promise<{ program: string; port: number }> {
  const program = fakeOllama(behaviour);
  const port = await freePort();
  await set(endpointSetting, `http://127.0.0.1:${port}`);
  await set(pathSetting, program);
  return { program, port };
}

async function closeTerminals(): Promise<void> {
  for (const name of ['Ollama', 'Start Ollama', 'Install Ollama'])
    for (const terminal of terminals(name)) terminal.dispose();
  await eventually('the terminals are closed', () => terminals('Ollama').length === 0);
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/version`)).ok;
  } catch {
    return false;
  }
}

describe('starting Ollama', function () {
  before(function () {
    // The stand-ins are shell scripts.
    if (process.platform === 'win32') this.skip();
  });
  afterEach(async () => {
    await closeTerminals();
    await closeEditors();
    await set(endpointSetting, undefined);
    await set(pathSetting, undefined);
    removeFakes();
  });

  it('asks first: nobody agrees in a test, and nothing is started', async () => {
    const { program } = await useFake({ listensAfter: 0 });
    await start(false);
    assert.deepEqual(starts(program), []);
    assert.deepEqual(terminals('Ollama'), []);
  });

  it('runs it in a terminal, once however often it is asked, until the terminal is closed', async () => {
    const { program, port } = await useFake({ listensAfter: 300 });
    await Promise.all([start(), start()]);
    assert.ok(await answers(port));
    await start();
    assert.deepEqual(starts(program), [`${pidOf(program)} 127.0.0.1:${port}`]);
    assert.equal(terminals('Ollama').length, 1);
    await closeTerminals();
    await eventually('the server is gone', () => !isAlive(pidOf(program)));
  });

  it('starts it again after it has ended', async () => {
    const { program, port } = await useFake({ listensAfter: 0 });
    await start();
    process.kill(pidOf(program), 'SIGTERM');
    await eventually('the server is gone', async () => !(await answers(port)));
    assert.equal(terminals('Ollama').length, 1);
    await start();
    assert.ok(await answers(port));
    assert.equal(starts(program).length, 2);
    await eventually('one terminal is left', () => terminals('Ollama').length === 1);
  });

  it('keeps the terminal of one that dies, to be read', async () => {
    const { program, port } = await useFake({
      writes: 'Error: no space left on device\n',
      endsAfter: 50,
      code: 1,
    });
    await start();
    assert.equal(await answers(port), false);
    assert.equal(isAlive(pidOf(program)), false);
    assert.equal(terminals('Ollama').length, 1);
  });

  it('has systemd start the unit that serves the endpoint', async () => {
    const server = fakeOllama({ listensAfter: 0 });
    const port = await freePort();
    await set(endpointSetting, `http://127.0.0.1:${port}`);
    const systemctl = nodeProgram('systemctl', systemctlScript(server, `127.0.0.1:${port}`));
    const { PATH } = process.env;
    const { getuid } = process;
    process.env['PATH'] = `${dirname(systemctl)}${delimiter}${PATH ?? ''}`;
    // As another user than root, who may be asked for a password.
    process.getuid = () => 1000;
    try {
      await start();
      assert.ok(await answers(port));
      assert.deepEqual(terminals('Ollama'), []);
      // The window tells the extension of a task's terminal in its own time.
      await eventually('the terminal of the task is there', () =>
        vscode.window.terminals.some(({ name }) => name.includes('Start Ollama')),
      );
      assert.equal(linesOf(systemctl, 'log').filter((line) => line === 'start ollama').length, 1);
    } finally {
      process.env['PATH'] = PATH;
      if (getuid) process.getuid = getuid;
      if (starts(server).length > 0) process.kill(pidOf(server));
    }
  });

  it('shows ways to install it, and runs none', async () => {
    const before = vscode.window.terminals.length;
    const shown = Promise.resolve(vscode.commands.executeCommand('aiStack.installOllama'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await shown;
    assert.equal(vscode.window.terminals.length, before);
  });

  it('creates a model from the text as it stands in the editor', async () => {
    const { program } = await useFake({ listensAfter: 0 });
    await start();
    const uri = await writeFile('tiny/Modelfile', 'FROM ./tiny.gguf\n');
    await writeFile('tiny/tiny.gguf', 'GGUF');
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'SYSTEM Be brief.\n'));
    const argument = { uri, name: 'tiny:test', confirmed: true };
    await vscode.commands.executeCommand('aiStack.createModel', argument);
    const [created] = linesOf(program, 'created');
    const body = JSON.parse(created ?? '{}') as Record<string, unknown>;
    assert.equal(body['model'], 'tiny:test');
    assert.equal(body['system'], 'Be brief.');
    assert.match(JSON.stringify(body['files']), /^\{"tiny\.gguf":"sha256:[0-9a-f]{64}"\}$/);
    await document.save();
    await vscode.workspace.fs.delete(fileIn('tiny'), { recursive: true });
  });

  it('asks before it copies what the disk has no room for, and nobody agrees in a test', async () => {
    const { program } = await useFake({ listensAfter: 0 });
    await start();
    const uri = await writeFile('huge/Modelfile', 'FROM ./huge.gguf\n');
    // All hole and no bytes.
    truncateSync((await writeFile('huge/huge.gguf', 'GGUF')).fsPath, 8e12);
    const argument = { uri, name: 'huge:test', confirmed: true };
    const began = Promise.resolve(vscode.commands.executeCommand('aiStack.createModel', argument));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('notifications.clearAll');
    await began;
    assert.deepEqual(linesOf(program, 'created'), []);
    await vscode.workspace.fs.delete(fileIn('huge'), { recursive: true });
  });
});

/** A `systemctl` that knows one unit and starts the server for it, apart from itself as systemd does. */
function systemctlScript(server: string, address: string): string {
  return `const { appendFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const args = process.argv.slice(2).join(' ');
appendFileSync(program + '.log', args + '\\n');
if (args.startsWith('--user')) console.log('LoadState=not-found');
else if (args.startsWith('show')) console.log('LoadState=loaded\\nActiveState=inactive\\nEnvironment=OLLAMA_HOST=${address}');
else if (args === 'start ollama')
  spawn(${JSON.stringify(server)}, ['serve'], {
    detached: true, stdio: 'ignore', env: { ...process.env, OLLAMA_HOST: '${address}' },
  }).unref();
`;
}
