import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors.ts';
import { pollDelayMs } from '../../../../src/editor/ollama/pollDelay.ts';
import { unloadModel } from '../../../../src/editor/ollama/unloadModel.ts';
import { FakeServer, runningModel } from './fakeServer.ts';

const quick = { everyMs: 1, patienceMs: 10 };

describe('unloadModel', () => {
  it('waits until the server no longer lists the model', async () => {
    const server = new FakeServer();
    server.running = [runningModel('a:latest'), runningModel('b:latest')];
    const { client } = server;
    let asked = 0;
    const running = (): Promise<typeof server.running> => {
      asked += 1;
      if (asked === 3) server.running = [runningModel('b:latest')];
      return Promise.resolve(server.running);
    };
    await unloadModel({ ...client, running }, 'a', undefined, { everyMs: 1, patienceMs: 5_000 });
    assert.deepEqual([server.asked, asked], [['unload a'], 3]);
  });

  it('says so when it stays', async () => {
    const server = new FakeServer();
    server.running = [runningModel('a:latest')];
    await assert.rejects(unloadModel(server.client, 'a:latest', undefined, quick), UserError);
  });

  it('is cancelled while it waits', async () => {
    const server = new FakeServer();
    server.running = [runningModel('a:latest')];
    const abort = new AbortController();
    const unloading = unloadModel(server.client, 'a', abort.signal, { everyMs: 1_000, patienceMs: 10_000 });
    setTimeout(() => abort.abort(), 2);
    await assert.rejects(unloading, { name: 'AbortError' });
  });
});

describe('pollDelayMs', () => {
  it('asks more often while models run, and never while nobody looks', () => {
    const facts = { shown: true, focused: true, modelsRun: true };
    assert.equal(pollDelayMs(facts), 5_000);
    assert.equal(pollDelayMs({ ...facts, modelsRun: false }), 20_000);
    assert.equal(pollDelayMs({ ...facts, shown: false }), undefined);
    assert.equal(pollDelayMs({ ...facts, focused: false }), undefined);
  });
});
