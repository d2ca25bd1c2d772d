import assert from 'node:assert/strict';
import { createFitting } from '../../../../src/core/ollama/fit/createFitting.ts';
import { NodeResources } from '../../../../src/node/nodeResources.ts';
import { installedModel } from '../../editor/ollama/fakeServer.ts';

const gibi = 2 ** 30;
const machine = {
  os: 'Linux 6.1',
  arch: 'x64',
  cpu: 'Xeon',
  cpuCount: 8,
  memoryBytes: 16 * gibi,
  accelerators: [],
};

describe('createFitting', () => {
  const fittingOf = async (contextLength = 0) =>
    createFitting({
      machine,
      catalogue: await new NodeResources().readText('catalog/models.yaml'),
      serverVersion: '0.24.0',
      contextLength,
      kvCacheType: 'f16',
    });

  it('reckons with the server’s context, the setting’s, or the one asked for', async () => {
    const model = installedModel('mine:latest');
    assert.equal((await fittingOf()).fitOf(model)?.contextLength, 4096);
    assert.equal((await fittingOf(8192)).fitOf(model)?.contextLength, 8192);
    assert.equal((await fittingOf(8192)).fitOf(model, undefined, 2048)?.contextLength, 2048);
  });

  it('says nothing of what runs in the cloud', async () => {
    const cloud = installedModel('k2:cloud', { remoteHost: 'https://ollama.com:443' });
    assert.equal((await fittingOf()).fitOf(cloud), undefined);
  });

  it('suggests a few models that are not there', async () => {
    const fitting = await fittingOf();
    const all = fitting.suggest([], []);
    assert.ok(all.length > 0 && all.length <= 8);
    const [first] = all;
    assert.ok(first?.downloadBytes);
    const rest = fitting.suggest([], [installedModel(first.name, { sizeBytes: first.downloadBytes })]);
    assert.ok(!rest.some(({ name }) => name === first.name));
  });

  it('knows what models of our list take that do not fit', async () => {
    const fitting = await fittingOf();
    const expected = fitting.expectationOf('llama3.3:70b');
    assert.ok((expected?.downloadBytes ?? 0) > 40e9);
    assert.equal(expected?.fit?.verdict, 'no');
    assert.equal(fitting.expectationOf('ada/unknown'), undefined);
  });
});
