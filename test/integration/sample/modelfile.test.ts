import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { tinyGguf } from '../../support/ollama/tinyGguf.ts';
import {
  applyBestFix,
  assertMarks,
  completionsAt,
  hoverAt,
  labelOf,
  lensesOn,
  markCode,
  marks,
  openDraft,
  openModelfile,
} from '../modelfileTesting.ts';
import { diagnosticsOn, eventually, fileIn, technologies, writeFile } from '../panel.ts';
import { applyAction, discardEditors, quickFixes } from '../secretTesting.ts';

const made = 'modelfiles';
const weights = `${made}/weights/tiny.gguf`;

describe('the language of Modelfiles', () => {
  before(async () => {
    await vscode.workspace.fs.writeFile(fileIn(weights), tinyGguf());
    await writeFile(`${made}/model/model.safetensors`, '');
    await writeFile(`${made}/model/config.json`, '{}');
  });
  afterEach(discardEditors);
  after(() => vscode.workspace.fs.delete(fileIn(made), { recursive: true }));

  it('is known by the name of the file', async () => {
    for (const name of ['Modelfile', 'Modelfile.dev', 'Modelfile-dev', 'dev.modelfile', 'dev.Modelfile']) {
      const document = await openModelfile(`${made}/names/${name}`, 'FROM gemma3:4b\n');
      assert.equal(document.languageId, 'modelfile', name);
    }
  });

  it('marks no mistake in the Modelfile of the sample', async () => {
    const document = await vscode.workspace.openTextDocument(fileIn('Modelfile'));
    await vscode.window.showTextDocument(document);
    assert.notEqual((await lensesOn(document)).length, 0);
    assert.deepEqual(marks(document.uri), []);
  });

  it('marks each mistake where it stands', async () => {
    const document = await openModelfile(
      `${made}/Modelfile`,
      [
        'FROM ./weights/missing.gguf',
        'PARAMETER temperature 1 # warm',
        'PARAMETER temprature 0.5',
        'PARAMETER num_ctx large',
        'PARAMETER mirostat 1',
        'PARAMETERS top_k 3',
        'MESSAGE User Hello',
        'ADAPTER ./weights/none.gguf',
        'SYSTEM """Be kind.',
        '',
      ].join('\n'),
    );
    await assertMarks(document, [
      'path-not-found: ./weights/missing.gguf',
      'comment-after-value: # warm',
      'unknown-parameter: temprature',
      'wrong-type: large',
      'deprecated-parameter: mirostat',
      'unknown-instruction: PARAMETERS',
      'bad-role: User',
      'path-not-found: ./weights/none.gguf',
      'unclosed-quote: """Be kind.',
    ]);
    const [first] = marks(document.uri);
    assert.equal(first?.source, 'AI Stack');
    assert.equal(first.severity, vscode.DiagnosticSeverity.Error);
  });

  it('marks files and folders in which no weights are', async () => {
    await writeFile(`${made}/notes.txt`, 'None here.');
    await writeFile(`${made}/empty/notes.txt`, 'Nor here.');
    const text = 'FROM ./notes.txt\nFROM ./empty\nADAPTER ./notes.txt\n';
    await assertMarks(await openModelfile(`${made}/Modelfile`, text), [
      'no-weights: ./notes.txt',
      'no-weights: ./empty',
      'no-weights: ./notes.txt',
    ]);
  });

  it('fixes each mistake by a quick fix', async () => {
    const rows: readonly [string, string][] = [
      ['FROM a\nPARAMETER temperature 1 # warm\n', 'FROM a\n# warm\nPARAMETER temperature 1\n'],
      ['FROM a\nPARAMETER temprature 0.5\n', 'FROM a\nPARAMETER temperature 0.5\n'],
      ['FROM a\nPARAMETERS top_k 3\n', 'FROM a\nPARAMETER top_k 3\n'],
      ['FROM a\nPARAMETER mirostat 1\n', 'FROM a\n'],
      [
        'FROM a\nMESSAGE User Hello\nMESSAGE assistant Hi\n',
        'FROM a\nMESSAGE user Hello\nMESSAGE assistant Hi\n',
      ],
      ['FROM a\nSYSTEM """Be kind.\n', 'FROM a\nSYSTEM """Be kind."""\n'],
    ];
    for (const [wrong, right] of rows) {
      const document = await openDraft(wrong);
      await eventually(`a mark in ${wrong}`, () => marks(document.uri).length > 0);
      await applyBestFix(document);
      assert.equal(document.getText(), right);
      await assertMarks(document, []);
    }
  });

  it('fixes at once what can be fixed safely', async () => {
    const document = await openDraft(
      'FROM a\nPARAMETER temperature 1 # warm\nPARAMETER temprature 0.5\nPARAMETER mirostat 1\nMESSAGE User Hi\n',
    );
    await eventually('marks', () => marks(document.uri).length > 0);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = 'source.fixAll.aiStack.modelfile';
    const [all, ...others] = await quickFixes(document.uri, whole, kind);
    assert.equal(all?.kind?.value, kind);
    assert.deepEqual(others, []);
    await applyAction(all);
    const errors = (): vscode.Diagnostic[] =>
      marks(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    await eventually('no error is left', () => errors().length === 0);
    assert.match(document.getText(), /^FROM a\n# warm\nPARAMETER temperature 1\n/);
    assert.match(document.getText(), /\nMESSAGE user Hi\n$/);
  });

  it('looks again when a file comes or goes', async () => {
    const document = await openModelfile(`${made}/late/Modelfile`, 'FROM ./late.gguf\n');
    const isMissing = (): boolean => marks(document.uri).some(({ message }) => message.includes('late.gguf'));
    await eventually('the file is missing', isMissing);
    await vscode.workspace.fs.copy(fileIn(weights), fileIn(`${made}/late/late.gguf`));
    await eventually('the file is there', () => !isMissing());
    await vscode.workspace.fs.delete(fileIn(`${made}/late/late.gguf`));
    await eventually('the file is missing again', isMissing);
  });

  it('takes its marks away with the document', async () => {
    const document = await openModelfile(`${made}/gone/Modelfile`, 'FROM a\nPARAMETER temprature 1\n');
    await eventually('a mark', () => marks(document.uri).length === 1);
    const plain = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await eventually('no mark in a text of another language', () => marks(plain.uri).length === 0);
    await vscode.languages.setTextDocumentLanguage(plain, 'modelfile');
    await eventually('a mark', () => marks(document.uri).length === 1);
    const renamed = fileIn(`${made}/gone/Modelfile.renamed`);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, renamed);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the mark has moved', () => marks(renamed).length === 1);
    await eventually('no mark under the old name', () => marks(document.uri).length === 0);
  });

  it('says what is wrong once: detection is silent on an open Modelfile', async () => {
    const uri = await writeFile(`${made}/empty/Modelfile`, 'PARAMETER top_k 3\n');
    assert.ok((await technologies()).includes('ollama'));
    await eventually('detection has seen it', () => diagnosticsOn(uri).length === 1);
    assert.deepEqual(diagnosticsOn(uri).map(markCode), [undefined]);
    await vscode.window.showTextDocument(uri);
    await eventually('the language has seen it', () => marks(uri).length === 1);
    await eventually('nobody else says it', () => diagnosticsOn(uri).length === 1);
    assert.deepEqual(marks(uri).map(markCode), ['modelfile/missing-from']);
  });
});

describe('help while writing a Modelfile', () => {
  before(async () => {
    await vscode.workspace.fs.writeFile(fileIn(weights), tinyGguf());
    await writeFile(`${made}/model/model.safetensors`, '');
    await writeFile(`${made}/weights/broken.gguf`, '<!doctype html><html></html>');
  });
  afterEach(discardEditors);
  after(() => vscode.workspace.fs.delete(fileIn(made), { recursive: true }));

  it('completes instructions, parameters and roles', async () => {
    const document = await openDraft('\nPARAMETER \nMESSAGE \n');
    const labels = async (line: number, character: number): Promise<string[]> =>
      (await completionsAt(document, new vscode.Position(line, character))).map(labelOf);
    for (const instruction of ['FROM', 'PARAMETER', 'SYSTEM', 'TEMPLATE', 'ADAPTER', 'LICENSE', 'MESSAGE'])
      assert.ok((await labels(0, 0)).includes(instruction), instruction);
    const parameters = await completionsAt(document, new vscode.Position(1, 10));
    const context = parameters.find((each) => labelOf(each) === 'num_ctx');
    assert.match(context?.detail ?? '', /whole number/);
    assert.notEqual(context?.documentation ?? '', '');
    assert.ok(!parameters.map(labelOf).includes('mirostat'));
    assert.deepEqual((await labels(2, 8)).toSorted(), ['assistant', 'system', 'user']);
  });

  it('completes the weights near the file, and paths', async () => {
    const document = await openModelfile(`${made}/Modelfile.near`, 'FROM \nADAPTER ./\n');
    const near = await completionsAt(document, new vscode.Position(0, 5));
    const labels = near.map(labelOf);
    assert.ok(labels.includes('./weights/tiny.gguf'), labels.join(', '));
    assert.ok(labels.includes('./model'), labels.join(', '));
    const below = (await completionsAt(document, new vscode.Position(1, 10))).map(labelOf);
    assert.ok(below.includes('./weights/'), below.join(', '));
    assert.ok(below.includes('./model/'), below.join(', '));
  });

  it('explains instructions and parameters', async () => {
    const document = await openDraft('FROM a\nPARAMETER num_ctx 4096\nSYSTEM Be kind.\n');
    assert.match(await hoverAt(document, new vscode.Position(1, 13)), /num_ctx[^]*tokens/);
    assert.match(await hoverAt(document, new vscode.Position(2, 2)), /system/i);
    assert.equal(await hoverAt(document, new vscode.Position(2, 12)), '');
  });

  it('says what a file of weights is, and whether it fits here', async () => {
    const document = await openModelfile(`${made}/Modelfile.fit`, 'FROM ./weights/tiny.gguf\n');
    const text = await hoverAt(document, new vscode.Position(0, 8));
    assert.match(text, /llama[^]*F16[^]*parameters[^]*kB[^]*2K tokens/);
    assert.match(text, /fits|CPU only/i);
    const broken = await openModelfile(`${made}/Modelfile.broken`, 'FROM ./weights/broken.gguf\n');
    assert.match(await hoverAt(broken, new vscode.Position(0, 8)), /web page/);
  });

  it('formats, folds and outlines', async () => {
    const source = 'from   a\n\n\nparameter top_k   3  \nSYSTEM """one\ntwo\nthree"""\n';
    const document = await openDraft(source);
    const run = <T>(command: string, ...rest: unknown[]): Thenable<T> =>
      vscode.commands.executeCommand<T>(command, document.uri, ...rest);
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await run<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', options);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /^FROM a\n[^]*PARAMETER top_k 3\n[^]*SYSTEM """one\ntwo\nthree"""\n$/);
    const folds = await run<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider');
    const system = document.getText().split('\n').indexOf('SYSTEM """one');
    assert.ok(folds.some(({ start, end }) => start === system && end === system + 2));
    const symbols = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider');
    assert.deepEqual(
      symbols.map(({ name }) => name.split(' ')[0]),
      ['FROM', 'PARAMETER', 'SYSTEM'],
    );
  });

  it('links the paths that exist', async () => {
    const document = await openModelfile(
      `${made}/Modelfile.links`,
      'FROM ./weights/tiny.gguf\nADAPTER ./weights/none.gguf\n',
    );
    const command = 'vscode.executeLinkProvider';
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(command, document.uri);
    assert.deepEqual(
      links.map(({ range }) => document.getText(range)),
      ['./weights/tiny.gguf'],
    );
    assert.match(links[0]?.target?.toString() ?? '', /^command:revealInExplorer/);
  });

  it('offers to create the model, under the name that the file says', async () => {
    const document = await openModelfile(`${made}/support.modelfile`, '# The assistant\nFROM a\n');
    const [lens, ...others] = await lensesOn(document);
    assert.deepEqual(others, []);
    assert.equal(lens?.command?.title, "Create 'support'");
    assert.equal(lens.command.command, 'aiStack.createModel');
    assert.equal(String(lens.command.arguments?.[0]), document.uri.toString());
    assert.equal(lens.range.start.line, 1);
    const unnamed = await openModelfile(`${made}/unnamed/Modelfile`, 'FROM a\n');
    assert.equal((await lensesOn(unnamed))[0]?.command?.title, 'Create Model');
  });
});

describe('the models of a server in a Modelfile', () => {
  const model = {
    name: 'bookshop:latest',
    model: 'bookshop:latest',
    size: 3_338_801_804,
    digest: '5'.repeat(64),
    details: { format: 'gguf', family: 'gemma3', parameter_size: '4.3B', quantization_level: 'Q4_K_M' },
    capabilities: ['completion'],
  };
  const replies: Readonly<Record<string, unknown>> = {
    '/api/version': { version: '0.24.0' },
    '/api/tags': { models: [model] },
    '/api/ps': { models: [] },
  };
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(url in replies ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(replies[url] ?? { error: 'path not found' }));
  });
  const setEndpoint = (endpoint: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('aiStack.ollama')
      .update('endpoint', endpoint, vscode.ConfigurationTarget.Workspace);

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await setEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(discardEditors);
  after(async () => {
    await setEndpoint(undefined);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('are completed after FROM, and explained', async () => {
    const document = await openDraft('FROM \nFROM bookshop\n');
    let found: vscode.CompletionItem | undefined;
    await eventually('the model is offered', async () => {
      const items = await completionsAt(document, new vscode.Position(0, 5));
      found = items.find((each) => labelOf(each).startsWith('bookshop'));
      return found !== undefined;
    });
    assert.match(String(found?.detail), /^installed · 3\.3 GB · Q4_K_M/);
    const hover = await hoverAt(document, new vscode.Position(1, 8));
    assert.match(hover, /bookshop[^]*installed[^]*gemma3 · 3\.3 GB/);
  });
});
