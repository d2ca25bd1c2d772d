import assert from 'node:assert/strict';
import { OllamaError } from '../../../../src/core/ollama/client/ollamaErrors.ts';
import type { Fit } from '../../../../src/core/ollama/fit/fit.ts';
import type { ModelFitting } from '../../../../src/core/ollama/fit/modelFitting.ts';
import { ModelList, type ModelListPorts } from '../../../../src/editor/ollama/modelList.ts';
import { FakeServer, installedModel, runningModel } from './fakeServer.ts';

const fit: Fit = {
  verdict: 'gpu',
  gpuShare: 1,
  weightsBytes: 1,
  kvCacheBytes: 1,
  overheadBytes: 1,
  totalBytes: 3,
  budgetBytes: 10,
  contextLength: 4096,
  exact: false,
};
const fitting: ModelFitting = {
  fitOf: (model, details) =>
    model.remoteHost === undefined ? { ...fit, exact: details !== undefined } : undefined,
  expectationOf: () => undefined,
  suggest: (recommendations, installed) =>
    recommendations
      .filter(({ name }) => !installed.some((model) => model.name === name))
      .map(({ name, description }) => ({
        name,
        title: name,
        description,
        capabilities: [],
        fit,
        source: 'server',
      })),
};
const refused = new OllamaError({ kind: 'refused', sentence: 'Nothing listens.', remedy: 'Start it.' });

describe('ModelList', () => {
  let server: FakeServer;
  let failures: unknown[];
  let changes: number;
  const listOf = (ports: Partial<ModelListPorts> = {}): ModelList =>
    new ModelList(server.client, {
      fitting: () => Promise.resolve(fitting),
      programIsThere: () => true,
      passive: (_title, work) => work().catch((error: unknown) => failures.push(error)),
      changed: () => (changes += 1),
      ...ports,
    });

  beforeEach(() => {
    server = new FakeServer();
    server.installed = [
      installedModel('a:latest'),
      installedModel('b:7b'),
      installedModel('c:cloud', { remoteHost: 'https://ollama.com:443', sizeBytes: 300 }),
    ];
    failures = [];
    changes = 0;
  });

  it('knows nothing and asks nothing before the first refresh', () => {
    const list = listOf();
    assert.deepEqual([list.state.kind, list.installed, server.asked], ['unknown', [], []]);
  });

  it('draws after three questions, none of them about a single model', async () => {
    server.running = [runningModel('a:latest')];
    let drawn: unknown;
    const list = listOf({ changed: () => (drawn ??= [...server.asked]) });
    await list.refresh();
    assert.deepEqual(drawn, ['version', 'installed', 'running']);
    assert.deepEqual(list.state, { kind: 'running', version: '0.24.0' });
    assert.deepEqual([list.installed.length, list.running.length, list.problem], [3, 1, undefined]);
  });

  it('does not wait for the machine or for recommendations', async () => {
    let tell: (fitting: ModelFitting) => void = () => undefined;
    const list = listOf({ fitting: () => new Promise((resolve) => (tell = resolve)) });
    server.recommendations = [{ name: 'new:1b', description: 'New' }];
    await list.refresh();
    assert.equal(list.fits.size, 0);
    tell(fitting);
    await list.idle();
    assert.deepEqual([...list.fits.keys()], ['a:latest', 'b:7b']);
    assert.deepEqual(
      list.suggestions.map(({ name }) => name),
      ['new:1b'],
    );
  });

  it('says that the program is missing where nothing listens and it may be looked for', async () => {
    server.failure = refused;
    const states = [];
    for (const programIsThere of [() => true, () => false, () => undefined]) {
      const list = listOf({ programIsThere });
      await list.refresh();
      states.push([list.state, list.problem]);
    }
    const stopped = { kind: 'stopped', sentence: 'Nothing listens. Start it.' };
    assert.deepEqual(states, [
      [stopped, undefined],
      [{ kind: 'notInstalled' }, undefined],
      [stopped, undefined],
    ]);
  });

  it('shows a problem where something else answers', async () => {
    const html = new OllamaError({ kind: 'notOllama', sentence: 'That is HTML.', remedy: 'See the port.' });
    server.failure = html;
    const list = listOf({ programIsThere: () => false });
    await list.refresh();
    assert.deepEqual(list.state, { kind: 'stopped', sentence: 'That is HTML. See the port.' });
    assert.equal(list.problem, 'That is HTML. See the port.');
  });

  it('shows a problem beside the server where only the list fails', async () => {
    server.failures.set(
      'installed',
      new OllamaError({ kind: 'failed', sentence: 'Broken.', remedy: 'Mend it.' }),
    );
    const list = listOf();
    await list.refresh();
    assert.deepEqual([list.state.kind, list.problem], ['running', 'Broken. Mend it.']);
    server.failures.clear();
    await list.poll();
    assert.deepEqual([list.problem, list.installed.length], [undefined, 3]);
  });

  it('forgets the models of a server that is gone', async () => {
    const list = listOf();
    await list.refresh();
    server.failure = refused;
    await list.poll();
    assert.deepEqual([list.state.kind, list.installed, list.fits.size], ['stopped', [], 0]);
  });

  it('gives up a server that says nothing', async () => {
    server.gate = new Promise(() => undefined);
    const list = listOf({ patienceMs: 5 });
    await list.refresh();
    assert.match(list.problem ?? '', /did not answer within 0\.005 s/);
  });

  it('asks for running models only when it polls, and for all when one is new', async () => {
    const list = listOf();
    await list.refresh();
    await list.idle();
    server.asked.length = 0;
    server.running = [runningModel('a:latest')];
    await list.poll();
    assert.deepEqual([server.asked, list.running.length], [['running'], 1]);
    server.installed.push(installedModel('d:latest'));
    server.running = [runningModel('d:latest')];
    await list.poll();
    assert.ok(list.find('d'));
  });

  it('asks once more when it is refreshed while it asks', async () => {
    let open: () => void = () => undefined;
    server.gate = new Promise((resolve) => (open = resolve));
    const list = listOf();
    const first = list.refresh();
    const second = list.refresh();
    open();
    await Promise.all([first, second]);
    assert.equal(server.asked.filter((each) => each === 'installed').length, 2);
  });

  it('reckons anew with the details of a model, asked once for each digest', async () => {
    server.installed.push(installedModel('a:again', { digest: 'sha256:a:latest' }));
    const list = listOf();
    await list.refresh();
    await list.idle();
    assert.equal(list.fits.get('a:latest')?.exact, false);
    await list.followDetails(new AbortController().signal);
    assert.deepEqual(
      [...list.fits.values()].map(({ exact }) => exact),
      [true, true, true],
    );
    const shows = server.asked.filter((each) => each.startsWith('show'));
    assert.deepEqual(shows, ['show a:latest', 'show b:7b']);
    const model = list.find('b:7b');
    assert.ok(model);
    assert.equal((await list.details(model)).system, 'b:7b');
    assert.equal(server.asked.filter((each) => each.startsWith('show')).length, 2);
  });

  it('goes on with the details of others where one fails', async () => {
    server.failures.set('show a:latest', refused);
    const list = listOf();
    await list.refresh();
    await list.idle();
    await list.followDetails(new AbortController().signal);
    assert.deepEqual([list.fits.get('a:latest')?.exact, list.fits.get('b:7b')?.exact], [false, true]);
    assert.deepEqual(failures, []);
  });

  it('says nothing and changes nothing after its end', async () => {
    server.gate = new Promise(() => undefined);
    const list = listOf();
    const refreshing = list.refresh();
    list.dispose();
    await refreshing;
    assert.deepEqual([list.state.kind, changes, failures], ['unknown', 0, []]);
  });
});
