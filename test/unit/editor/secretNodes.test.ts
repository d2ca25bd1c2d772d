import assert from 'node:assert/strict';
import type { ShownSecret } from '../../../src/editor/secrets/fileSecrets.ts';
import {
  countWords,
  secretNodes,
  secretsState,
  type SecretFile,
} from '../../../src/editor/tree/model/secretNodes.ts';
import { allNodes, labels, nodeWith } from './treeSupport.ts';

const idle = { scanning: false };
const scanned = { scanning: false, summary: { time: '14:03', files: 1_204, cancelled: false } };

function secret(overrides: Partial<ShownSecret> = {}): ShownSecret {
  return {
    rule: 'openai-project-key',
    title: 'OpenAI project API key',
    provider: 'openai',
    confidence: 'high',
    severity: 'error',
    message: 'OpenAI project API key: revoke it.',
    line: 3,
    column: 5,
    endLine: 3,
    endColumn: 60,
    ...overrides,
  };
}

function file(path: string, secrets: readonly ShownSecret[], staged = false): SecretFile {
  const uri = `file:///project/${path}`;
  return { uri, path, staged, secrets: secrets.map((each) => ({ uri, secret: each })) };
}

describe('the rows of the Secrets view', () => {
  it('are none as long as nothing is known, so that the welcome text shows', () => {
    assert.deepEqual(secretNodes([], idle), []);
    assert.equal(secretsState([], idle), 'none');
    assert.equal(secretsState([], { scanning: true }), 'scanning');
  });

  it('say so when a scan found nothing', () => {
    const [row, ...others] = secretNodes([], scanned);
    assert.deepEqual([row?.label, row?.description], ['No secrets found', '1,204 files · 14:03']);
    assert.deepEqual(others, []);
    assert.equal(secretsState([], scanned), 'shown');
  });

  it('offer a scan where only open files are known', () => {
    const [row] = secretNodes([file('app.py', [secret()])], idle);
    assert.equal(row?.label, 'Open files only');
    assert.equal(row.command?.id, 'aiStack.scanWorkspaceForSecrets');
  });

  it('say when a scan was stopped, and when one runs', () => {
    const stopped = { ...scanned, summary: { ...scanned.summary, cancelled: true } };
    const files = [file('app.py', [secret()])];
    assert.equal(secretNodes(files, stopped)[0]?.description, 'stopped early');
    assert.equal(secretNodes(files, { ...scanned, scanning: true })[0]?.label, 'Scanning the workspace…');
  });

  it('put the most urgent file first: staged, then the worst, then by path', () => {
    const files = [
      file('b.py', [secret()]),
      file('a.py', [secret()]),
      file('warned.py', [secret({ severity: 'warning', confidence: 'medium' })]),
      file('staged.py', [secret({ severity: 'warning', confidence: 'medium' })], true),
    ];
    assert.deepEqual(labels(secretNodes(files, scanned)).slice(1), [
      'staged.py',
      'a.py',
      'b.py',
      'warned.py',
    ]);
  });

  it('show findings in the order of the file, with name and place', () => {
    const later = secret({ line: 9, name: 'OPENAI_API_KEY' });
    const [, row] = secretNodes([file('src/app.py', [later, secret()])], scanned);
    assert.equal(row?.description, '2 · src');
    assert.deepEqual(
      row.children.map(({ description }) => description),
      ['line 3', 'OPENAI_API_KEY · line 9'],
    );
    assert.deepEqual(row.children[0]?.secret?.line, 3);
  });

  it('leave guesses and hints out', () => {
    const files = [
      file('a.py', [secret({ confidence: 'low', severity: 'hint' }), secret({ severity: 'hint' })]),
    ];
    assert.equal(secretNodes(files, idle).length, 0);
    assert.equal(countWords(files), '');
  });

  it('show a file that is staged with a secret, even if the file has none any more', () => {
    const [, row] = secretNodes([file('src/app.py', [], true)], scanned);
    assert.equal(row?.description, 'staged · src');
    assert.equal(row.command?.id, 'aiStack.openSecret');
    assert.match(row.spoken ?? '', /staged for the next commit/);
  });

  it('name the cell of a notebook, and what it printed', () => {
    const uri = 'vscode-notebook-cell:/project/nb.ipynb#W1';
    const placed = [
      { uri, cell: 1, secret: secret({ line: 1, where: 'output' }) },
      { uri, cell: 0, secret: secret({ line: 4 }) },
    ] as const;
    const notebook = { uri: 'file:///project/nb.ipynb', path: 'nb.ipynb', staged: false, secrets: placed };
    const closed = file('closed.ipynb', [secret({ line: 40, cell: 2, cellLine: 7 })]);
    const nodes = secretNodes([notebook, closed], scanned);
    assert.deepEqual(
      nodeWith(nodes, 'nb.ipynb').children.map(({ description }) => description),
      ['cell 1, line 4', 'cell 2, output'],
    );
    assert.equal(nodeWith(nodes, 'closed.ipynb').children[0]?.description, 'cell 3, line 7');
  });

  it('have ids of their own and words for screen readers', () => {
    const nodes = allNodes(
      secretNodes([file('a.py', [secret(), secret({ column: 80 })]), file('b.py', [secret()])], scanned),
    );
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    assert.equal(nodeWith(nodes, 'OpenAI project API key').spoken, 'error: OpenAI project API key, line 3');
  });

  it('count for the title of the view', () => {
    assert.equal(countWords([file('a.py', [secret()])]), '1 secret in 1 file');
    assert.equal(
      countWords([file('a.py', [secret(), secret()]), file('b.py', [secret()])]),
      '3 secrets in 2 files',
    );
  });
});
