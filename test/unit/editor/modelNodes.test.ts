import assert from 'node:assert/strict';
import type { Fit } from '../../../src/core/ollama/fit/fit.ts';
import type { Suggestion } from '../../../src/core/ollama/fit/suggestion.ts';
import type { ModelDetails } from '../../../src/core/ollama/models.ts';
import { modelNodes, statusText, type ModelsFacts } from '../../../src/editor/tree/model/modelNodes.ts';
import { modelTooltip, statusTooltip } from '../../../src/editor/tree/model/modelTooltips.ts';
import type { TreeNode } from '../../../src/editor/tree/model/treeNode.ts';
import { installedModel, noDetails, runningModel } from './ollama/fakeServer.ts';
import { allNodes, labels, nodeWith } from './treeSupport.ts';

const now = Date.UTC(2026, 10, 24);
const fit: Fit = {
  verdict: 'partly',
  gpuShare: 0.62,
  weightsBytes: 4.4e9,
  kvCacheBytes: 0.3e9,
  overheadBytes: 0.2e9,
  totalBytes: 4.9e9,
  budgetBytes: 3e9,
  contextLength: 4096,
  exact: true,
};
const suggestion: Suggestion = {
  name: 'qwen3:8b',
  title: 'Qwen 3',
  description: 'Thinks.',
  downloadBytes: 5.2e9,
  capabilities: ['completion', 'thinking'],
  fit: { ...fit, verdict: 'gpu' },
  source: 'catalogue',
  asOf: '2026-11-24',
};
const facts: ModelsFacts = {
  state: { kind: 'running', version: '0.24.0' },
  endpoint: 'http://127.0.0.1:11434',
  host: { kind: 'local', name: 'this machine' },
  restricted: { ignoredEndpoint: false, notAsked: false },
  installed: [
    installedModel('llama3.2:latest', { capabilities: ['completion', 'tools'], contextLength: 131_072 }),
    installedModel('nomic-embed-text:latest', { sizeBytes: 274e6, capabilities: ['embedding'] }),
    installedModel('kimi-k2:cloud', { sizeBytes: 300, remoteHost: 'https://ollama.com:443' }),
  ],
  running: [
    runningModel('llama3.2:latest', {
      vramBytes: 2.08e9,
      contextLength: 4096,
      expiresAt: now + 240_000,
    }),
  ],
  suggestions: [suggestion],
  fits: new Map([['llama3.2:latest', fit]]),
  pulls: [],
  now,
};
const stopped = { kind: 'stopped', sentence: 'Nothing listens.' } as const;
const labelled = (nodes: readonly TreeNode[]): string[] =>
  nodes.map(({ label, description }) => [label, description].filter(Boolean).join(' | '));

describe('modelNodes', () => {
  it('has sections for server, running, installed and suggested', () => {
    assert.deepEqual(labelled(modelNodes(facts)), [
      'Ollama 0.24.0 | on this machine',
      'Running | 1',
      'Installed | 2, 2.3 GB · 1 in the cloud',
      'Suggested | as of 2026-11-24, may be old',
    ]);
  });

  it('says of a running model where it is, its context and how long it stays', () => {
    const row = nodeWith(nodeWith(modelNodes(facts), 'Running').children, 'llama3.2');
    assert.equal(row.description, '48%/52% CPU/GPU · 4.0 GB · 4K context · 4 min left');
    assert.equal(row.contextValue, 'runningModel');
  });

  it('says of installed models what they are and whether they fit, cloud stubs last', () => {
    const rows = nodeWith(modelNodes(facts), 'Installed').children;
    assert.deepEqual(labelled(rows), [
      'llama3.2 | running · 2.0 GB · 3.2B · Q4_K_M · 128K · tools · Partly on GPU (62 %)',
      'nomic-embed-text | 274 MB · 3.2B · Q4_K_M · embedding',
      'kimi-k2:cloud | in the cloud, not on this machine · 3.2B · Q4_K_M',
    ]);
    assert.deepEqual(
      rows.map(({ contextValue }) => contextValue),
      ['installedModel runningModel', 'installedModel', 'cloudModel'],
    );
  });

  it('says of suggested models whether they fit and what they cost to download', () => {
    const [row] = nodeWith(modelNodes(facts), 'Suggested').children;
    assert.equal(row?.description, 'Fits on GPU · 5.2 GB download · thinking');
    assert.deepEqual([row.contextValue, row.command], ['suggestedModel', undefined]);
  });

  it('offers a pull where nothing is installed, and shows suggestions at once', () => {
    const nodes = modelNodes({ ...facts, installed: [], running: [], fits: new Map() });
    assert.deepEqual(labels(nodes), ['Ollama 0.24.0', 'Installed', 'Suggested']);
    assert.equal(nodeWith(nodes, 'No model is installed yet').command?.id, 'aiStack.pullModel');
    assert.equal(nodeWith(nodes, 'Suggested').expanded, true);
  });

  it('shows pulls at work and pulls to resume', () => {
    const state = {
      phase: 'downloading',
      layers: 2,
      completedBytes: 43,
      totalBytes: 100,
      fraction: 0.43,
    } as const;
    const kept = { endpoint: facts.endpoint, completedBytes: 860e6, totalBytes: 2e9, at: now };
    const pulls = modelNodes({
      ...facts,
      pulls: [
        { kind: 'active', name: 'a:latest', state },
        { kind: 'active', name: 'b:latest', state: undefined },
        { kind: 'interrupted', name: 'c:latest', ...kept },
      ],
    });
    assert.deepEqual(labelled(nodeWith(pulls, 'Downloads').children), [
      'a | 43 % · Downloading 2 layers: 43 B of 100 B',
      'b | Asking the server',
      'c | 43 % pulled, resume · 860 MB of 2.0 GB',
    ]);
    assert.match(nodeWith(pulls, 'c').contextValue ?? '', /\bsuggestedModel\b/);
  });

  it('leaves the view to its welcome where no server runs', () => {
    for (const state of [
      stopped,
      { kind: 'notInstalled' },
      { kind: 'starting' },
      { kind: 'unknown' },
    ] as const)
      assert.deepEqual(modelNodes({ ...facts, state }), []);
  });

  it('shows what went wrong instead, where it is more than that', () => {
    assert.deepEqual(labels(modelNodes({ ...facts, state: stopped, problem: 'HTML came back.' })), [
      'HTML came back.',
    ]);
    assert.deepEqual(labels(modelNodes({ ...facts, problem: 'No list.' })).slice(0, 2), [
      'No list.',
      'Ollama 0.24.0',
    ]);
  });

  it('says what Restricted Mode keeps it from', () => {
    const ignored = { ...facts, restricted: { ignoredEndpoint: true, notAsked: false } };
    assert.match(labels(modelNodes(ignored))[0] ?? '', /own endpoint is not used/);
    assert.deepEqual(labels(modelNodes({ ...ignored, state: stopped })).slice(1), [
      'No Ollama server answers',
    ]);
    const notAsked = modelNodes({
      ...facts,
      state: { kind: 'unknown' },
      restricted: { ignoredEndpoint: false, notAsked: true },
    });
    assert.deepEqual(labels(notAsked), ['The server is not asked']);
    assert.equal(notAsked[0]?.command?.id, 'workbench.trust.manage');
  });

  it('gives each row an id of its own, the same after a change', () => {
    const ids = (each: ModelsFacts): string[] => allNodes(modelNodes(each)).map(({ id }) => id);
    const before = ids(facts);
    assert.equal(new Set(before).size, before.length);
    assert.deepEqual(ids({ ...facts, now: now + 60_000 }), before);
  });
});

describe('modelTooltip', () => {
  const details: ModelDetails = { ...noDetails, contextLength: 131_072 };

  it('has the numbers behind the verdict', () => {
    const tip = modelTooltip(
      { name: 'llama3.2:latest', kind: 'installed' },
      { ...facts, running: [] },
      details,
    );
    assert.match(tip ?? '', /2\.0 GB on disk/);
    assert.match(tip ?? '', /context up to 131,072 tokens/);
    assert.match(tip ?? '', /\*\*Partly on GPU \\\(62 %\\\)\*\*: .*4\.9 GB = 4\.4 GB weights/);
    assert.match(tip ?? '', /calls of tools into their text/);
  });

  it('has what a running model really takes', () => {
    const tip = modelTooltip({ name: 'llama3.2:latest', kind: 'running' }, facts);
    assert.match(tip ?? '', /4\.0 GB, 2\.1 GB of it on GPUs/);
    assert.match(tip ?? '', /4,096 tokens of context allocated/);
    assert.doesNotMatch(tip ?? '', /Partly on GPU/);
  });

  it('says where a suggestion comes from', () => {
    const tip = (source: Suggestion): string | undefined =>
      modelTooltip({ name: source.name, kind: 'suggested' }, { ...facts, suggestions: [source] });
    assert.match(tip(suggestion) ?? '', /2026-11-24, which may be out of date/);
    assert.match(tip({ ...suggestion, source: 'server' }) ?? '', /Recommended by the server/);
  });

  it('lets no text of the server be a link or a command', () => {
    const name = 'x:latest';
    const evil = {
      ...facts,
      running: [],
      installed: [installedModel(name, { family: '[a](command:b) $(c)' })],
    };
    const tip = modelTooltip({ name, kind: 'installed' }, evil) ?? '';
    assert.ok(tip.includes('\\[a\\]\\(command:b\\) \\$\\(c\\)'), tip);
  });

  it('is none for a model that is gone', () => {
    assert.equal(modelTooltip({ name: 'gone', kind: 'installed' }, facts), undefined);
    assert.equal(modelTooltip({ name: 'gone', kind: 'suggested' }, facts), undefined);
  });
});

describe('the status bar', () => {
  it('names the running model', () => {
    const text = (more: Partial<ModelsFacts>): string => statusText({ ...facts, ...more });
    assert.equal(text({}), '$(server) Ollama: llama3.2');
    assert.equal(text({ running: [...facts.running, ...facts.running] }), '$(server) Ollama: llama3.2 +1');
    assert.equal(text({ running: [] }), '$(server) Ollama');
    assert.equal(text({ state: { kind: 'starting' } }), '$(loading~spin) Ollama');
    assert.equal(text({ state: stopped }), '$(debug-disconnect) Ollama');
  });

  it('has a tooltip for each state', () => {
    const tip = (more: Partial<ModelsFacts>): string => statusTooltip({ ...facts, ...more });
    assert.match(tip({}), /`llama3\.2:latest`: 48%\/52% CPU\/GPU/);
    assert.match(tip({ running: [] }), /No model is loaded/);
    assert.match(
      tip({ state: stopped }),
      /No Ollama server answers at `http:\/\/127\.0\.0\.1:11434`[^]*Nothing listens/,
    );
    assert.match(tip({ state: { kind: 'notInstalled' } }), /not installed/);
    assert.match(tip({ state: { kind: 'starting' } }), /is starting/);
    assert.match(tip({ state: { kind: 'unknown' } }), /Looking for/);
    assert.match(tip({ restricted: { ignoredEndpoint: false, notAsked: true } }), /Restricted Mode/);
  });
});
