import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { modelPageUri } from '../../../src/editor/ollama/modelPages.ts';
import type { TreeNode } from '../../../src/editor/tree/model/treeNode.ts';
import {
  manyModels,
  startReplayServer,
  type ReplayServer,
  type Reply,
} from '../../support/ollama/replayServer.ts';
import { allNodes, api, closeEditors, eventually, writeFile } from '../panel.ts';

const endpointSetting = 'aiStack.ollama.endpoint';
const pathSetting = 'aiStack.ollama.path';
const line = (event: object): string => `${JSON.stringify(event)}\n`;
const layer = (letter: string, completed: number): string =>
  line({
    status: `pulling ${letter}`,
    digest: `sha256:${letter.repeat(64)}`,
    total: 1_000_000,
    completed,
  });

const set = (key: string, value: string | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
const run = (command: string, argument?: unknown): Promise<unknown> =>
  Promise.resolve(vscode.commands.executeCommand(`aiStack.${command}`, argument));
const roots = async (): Promise<readonly TreeNode[]> => (await api()).tree('aiStack.models');
const row = async (id: string): Promise<TreeNode | undefined> =>
  allNodes(await roots()).find((node) => node.id === `models|${id}`);

/** What the server says; a test changes it as it likes. */
interface Answers {
  tags: Reply;
  ps: Reply;
  pull: Reply;
  version: Reply;
}

function model(name: string, more: object = {}): object {
  const details = { format: 'gguf', family: 'llama', parameter_size: '3.2B', quantization_level: 'Q4_K_M' };
  return {
    name,
    model: name,
    size: 2_019_393_189,
    digest: Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64),
    modified_at: '2026-08-01T10:00:00Z',
    details,
    capabilities: ['completion', 'tools'],
    ...more,
  };
}

function running(name: string): object {
  return {
    ...model(name),
    size_vram: 969_308_730,
    expires_at: new Date(Date.now() + 290_000).toISOString(),
    context_length: 4096,
  };
}

describe('the Models view', function () {
  let server: ReplayServer;
  let answers: Answers;

  before(async () => {
    server = await startReplayServer({
      'GET /api/version': () => answers.version,
      'GET /api/tags': () => answers.tags,
      'GET /api/ps': () => answers.ps,
      'POST /api/pull': () => answers.pull,
      'POST /api/show': {
        json: {
          modelfile: 'FROM llama3.2',
          parameters: 'stop "<|end|>"',
          template: '{{ .Prompt }}',
          license: 'MIT',
          details: {},
          model_info: { 'general.architecture': 'llama', 'llama.context_length': 131_072 },
          capabilities: ['completion', 'tools'],
        },
      },
      'POST /api/generate': ({ body }) => {
        if (body.includes('"keep_alive":0')) answers.ps = { json: { models: [] } };
        return { json: { model: 'llama3.2', done: true, response: '' } };
      },
      'DELETE /api/delete': () => {
        answers.tags = { json: { models: [] } };
        return { status: 200, json: {} };
      },
      'GET /api/experimental/model-recommendations': {
        json: { recommendations: [{ model: 'new:1b', description: 'New', vram_bytes: 1_000_000_000 }] },
      },
    });
  });

  beforeEach(async () => {
    answers = {
      version: { json: { version: '0.24.0' } },
      tags: { json: { models: [model('llama3.2:latest')] } },
      ps: { json: { models: [] } },
      pull: { status: 404, json: { error: 'nothing to pull' } },
    };
    await set(endpointSetting, server.url);
    await run('refreshModels');
  });

  afterEach(async () => {
    await closeEditors();
    for (const terminal of vscode.window.terminals)
      if (terminal.name.startsWith('ollama run')) terminal.dispose();
  });

  after(async () => {
    await set(endpointSetting, undefined);
    await set(pathSetting, undefined);
    await server.close();
  });

  it('lists 200 models, and asks for details of each only once it is seen', async () => {
    answers.tags = manyModels(200);
    const asked = server.requests.length;
    const since = performance.now();
    await run('refreshModels');
    const took = performance.now() - since;
    const installed = (await roots()).find(({ id }) => id === 'models|installed');
    assert.equal(installed?.children.length, 200);
    assert.ok(took < 1_000, `${Math.round(took)} ms`);
    const shown = server.requests.slice(asked).filter(({ path }) => path === '/api/show');
    assert.deepEqual(shown, []);
    await vscode.commands.executeCommand('aiStack.models.focus');
    await eventually('details of all models were asked for', () => {
      const names = server.requests.filter(({ path }) => path === '/api/show').map(({ body }) => body);
      return new Set(names).size === 200;
    });
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('shows server, running, installed and suggested models', async () => {
    answers.ps = { json: { models: [running('llama3.2:latest')] } };
    answers.tags = {
      json: {
        models: [
          model('llama3.2:latest'),
          model('k2:cloud', { remote_host: 'https://ollama.com', size: 300 }),
        ],
      },
    };
    await run('refreshModels');
    assert.equal((await row('server'))?.label, 'Ollama 0.24.0');
    assert.match(
      (await row('running|llama3.2:latest'))?.description ?? '',
      /^52%\/48% CPU\/GPU .* 4K context .* left$/,
    );
    assert.match((await row('installed|llama3.2:latest'))?.contextValue ?? '', /runningModel/);
    assert.equal((await row('installed|k2:cloud'))?.contextValue, 'cloudModel');
    assert.match((await row('installed'))?.description ?? '', /^1, 2\.0 GB · 1 in the cloud$/);
    assert.equal((await row('suggested|new:1b'))?.contextValue, 'suggestedModel');
    const ids = allNodes(await roots()).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('says what is wrong with a server that is none', async () => {
    const html: Reply = { headers: { 'content-type': 'text/html' }, steps: ['<html>Hello</html>'] };
    answers = { ...answers, version: html, tags: html, ps: html };
    await run('refreshModels');
    const nodes = await roots();
    assert.deepEqual(
      nodes.map(({ id }) => id),
      ['models|problem'],
    );
    assert.ok(nodes[0]?.label.includes(server.url), nodes[0]?.label);
  });

  it('shows its welcome where nothing listens', async () => {
    await set(endpointSetting, 'http://127.0.0.1:9');
    await run('refreshModels');
    assert.deepEqual(await roots(), []);
  });

  describe('pulls', () => {
    it('a model with progress over interleaved layers, keeps what was cancelled and resumes it', async () => {
      answers.pull = {
        steps: [
          line({ status: 'pulling manifest' }),
          layer('a', 0),
          layer('b', 0),
          layer('a', 700_000),
          layer('b', 160_000),
          { stall: true },
        ],
      };
      const pulling = run('pullModel', { name: 'big', confirmed: true });
      await eventually('43 % are shown', async () =>
        /^43 % · Downloading 2 layers/.test((await row('pull|big:latest'))?.description ?? ''),
      );
      await run('pullModel', 'big');
      assert.equal(server.requests.filter(({ path }) => path === '/api/pull').length, 1);
      await run('pullModel', { name: 'big', cancel: true });
      await pulling;
      await server.seen(
        ({ path, closedByClientAt }) => path === '/api/pull' && closedByClientAt !== undefined,
      );
      assert.match((await row('pull|big:latest'))?.description ?? '', /^43 % pulled, resume/);
      answers.pull = {
        steps: [layer('a', 1_000_000), layer('b', 1_000_000), line({ status: 'success' })],
      };
      answers.tags = { json: { models: [model('big:latest')] } };
      await run('pullModel', { ...(await row('pull|big:latest')), confirmed: true });
      assert.equal(await row('pull|big:latest'), undefined);
      assert.ok(await row('installed|big:latest'));
    });

    it('nothing half when the server fails in the middle of its answer', async () => {
      answers.pull = {
        steps: [
          line({ status: 'pulling manifest' }),
          line({ error: 'pull model manifest: file does not exist' }),
        ],
      };
      await run('pullModel', { name: 'no-such-model', confirmed: true });
      assert.equal(await row('pull|no-such-model:latest'), undefined);
    });

    it('nothing with a name that is none', async () => {
      const asked = server.requests.filter(({ path }) => path === '/api/pull').length;
      await run('pullModel', { name: '../etc/passwd', confirmed: true });
      assert.equal(server.requests.filter(({ path }) => path === '/api/pull').length, asked);
    });
  });

  it('runs a model: loads it, then opens a terminal without a shell', async function () {
    if (process.platform === 'win32') this.skip();
    const program = join(tmpdir(), `ollama-stand-in-${process.pid}`);
    writeFileSync(program, '#!/bin/sh\nsleep 60\n');
    chmodSync(program, 0o755);
    await set(pathSetting, program);
    await run('runModel', 'llama3.2');
    await server.seen(({ path, body }) => path === '/api/generate' && body.includes('llama3.2:latest'));
    const terminal = vscode.window.terminals.find(({ name }) => name === 'ollama run llama3.2:latest');
    const options = terminal?.creationOptions as vscode.TerminalOptions;
    assert.deepEqual(
      [options.shellPath, options.shellArgs, options.env?.['OLLAMA_HOST']],
      [program, ['run', 'llama3.2:latest'], server.url],
    );
  });

  it('stops a model', async () => {
    answers.ps = { json: { models: [running('llama3.2:latest')] } };
    await run('refreshModels');
    await run('stopModel', await row('running|llama3.2:latest'));
    assert.equal(await row('running'), undefined);
  });

  it('deletes a model only when that is confirmed, and stops it first', async () => {
    answers.ps = { json: { models: [running('llama3.2:latest')] } };
    await run('refreshModels');
    // Nobody agrees in a test.
    await run('deleteModel', await row('installed|llama3.2:latest'));
    const asked = (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`);
    assert.ok(!asked().includes('DELETE /api/delete'));
    const before = asked().length;
    await run('deleteModel', { ...(await row('installed|llama3.2:latest')), confirmed: true });
    const since = asked().slice(before);
    assert.ok(since.indexOf('POST /api/generate') >= 0);
    assert.ok(since.indexOf('POST /api/generate') < since.indexOf('DELETE /api/delete'));
    assert.equal(await row('installed|llama3.2:latest'), undefined);
    assert.ok(await row('installed|none'));
  });

  it('puts the endpoint for OpenAI’s clients on the clipboard', async () => {
    await run('copyOpenAiEndpoint', await row('installed|llama3.2:latest'));
    assert.equal(await vscode.env.clipboard.readText(), `${server.url}/v1`);
  });

  it('shows a page on a model', async () => {
    await run('showModelDetails', await row('installed|llama3.2:latest'));
    await eventually('a preview of the page', () =>
      (vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '').includes('llama3.2'),
    );
    const page = await vscode.workspace.openTextDocument(modelPageUri(server.url, 'llama3.2:latest'));
    assert.match(page.getText(), /^# llama3\.2:latest\n/);
    assert.match(page.getText(), /## Modelfile\n\n```modelfile\nFROM llama3\.2\n```/);
  });
});

describe('client snippets', () => {
  afterEach(closeEditors);

  async function inserted(path: string, text: string, at: vscode.Position, snippet: string): Promise<string> {
    const editor = await vscode.window.showTextDocument(await writeFile(path, text));
    editor.selection = new vscode.Selection(at, at);
    await run('insertClientSnippet', { model: 'llama3.2:latest', snippet });
    const result = editor.document.getText();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    return result;
  }

  it('go into Python with imports at the top and the indentation of the cursor', async () => {
    const text = 'import os\n\n\ndef ask():\n    \n';
    const result = await inserted('snippet-made.py', text, new vscode.Position(4, 4), 'openai');
    assert.match(result, /^import os\nfrom openai import OpenAI\n\n\ndef ask\(\):\n {4}# The library/);
    assert.match(
      result,
      /\n {4}answer = client\.chat\.completions\.create\(\n {8}model="llama3\.2:latest",\n/,
    );
  });

  it('go into TypeScript', async () => {
    const result = await inserted('snippet-made.ts', '', new vscode.Position(0, 0), 'ollama');
    assert.match(result, /^import \{ Ollama \} from 'ollama';\n\nconst ollama = new Ollama\(\{ host: 'http/);
    assert.match(result, /\n {2,4}const parts = await ollama\.chat\(\{/);
  });

  it('go into a cell of a notebook', async () => {
    const data = new vscode.NotebookData([
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'python'),
    ]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.cell.edit');
    await eventually(
      'the cell is being edited',
      () => vscode.window.activeTextEditor?.document === notebook.cellAt(0).document,
    );
    await run('insertClientSnippet', { model: 'llama3.2:latest', snippet: 'ollama' });
    assert.match(
      notebook.cellAt(0).document.getText(),
      /^from ollama import Client\n\nclient = Client\(host="http/,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('open as a new file of Python where the service is wanted from TypeScript', async () => {
    await inserted('snippet-made.ts', '', new vscode.Position(0, 0), 'transformers');
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.languageId, document?.isUntitled], ['python', true]);
    assert.match(document?.getText() ?? '', /from fastapi import FastAPI/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
