import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors.ts';
import type { PullState } from '../../../../src/core/ollama/pull/pullProgress.ts';
import { Pulls } from '../../../../src/editor/ollama/pulls.ts';

const here = 'http://127.0.0.1:11434';

function memory() {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => {
      kept.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
}

function state(completedBytes: number): PullState {
  return { phase: 'downloading', layers: 1, completedBytes, totalBytes: 100, fraction: completedBytes / 100 };
}

describe('Pulls', () => {
  it('shows a pull while it is at work, and nothing of one that ended well', async () => {
    const pulls = new Pulls(memory(), () => undefined);
    const seen: unknown[] = [];
    await pulls.run(here, 'a:latest', (_abort, report) => {
      report(state(43));
      seen.push(...pulls.rows(here), pulls.isActive(here, 'a'), pulls.rows('http://other:1'));
      return Promise.resolve();
    });
    assert.deepEqual(seen, [{ kind: 'active', name: 'a:latest', state: state(43) }, true, []]);
    assert.deepEqual([pulls.rows(here), pulls.isActive(here, 'a')], [[], false]);
  });

  it('remembers one that was broken off, over a restart, until it is done', async () => {
    const store = memory();
    const pulls = new Pulls(
      store,
      () => undefined,
      () => 7,
    );
    const broken = pulls.run(here, 'a:latest', (_abort, report) => {
      report(state(43));
      return Promise.reject(new Error('cut'));
    });
    await assert.rejects(broken, /cut/);
    const row = {
      kind: 'interrupted',
      endpoint: here,
      name: 'a:latest',
      completedBytes: 43,
      totalBytes: 100,
      at: 7,
    };
    const later = new Pulls(store, () => undefined);
    assert.deepEqual([pulls.rows(here), later.rows(here)], [[row], [row]]);
    await later.run(here, 'a', () => Promise.resolve());
    assert.deepEqual(later.rows(here), []);
  });

  it('remembers one whose window is closed in the middle', async () => {
    let now = 0;
    const store = memory();
    const pulls = new Pulls(
      store,
      () => undefined,
      () => now,
    );
    void pulls.run(here, 'a:latest', (_abort, report) => {
      now = 60_000;
      report(state(10));
      now = 61_000;
      report(state(11));
      return new Promise(() => undefined);
    });
    await Promise.resolve();
    const [row] = new Pulls(store, () => undefined).rows(here);
    assert.equal(row?.kind === 'interrupted' && row.completedBytes, 10);
  });

  it('does not offer to resume what never began', async () => {
    const pulls = new Pulls(memory(), () => undefined);
    await assert.rejects(pulls.run(here, 'nope', () => Promise.reject(new Error('no such model'))));
    assert.deepEqual(pulls.rows(here), []);
  });

  it('pulls no model twice at a time, but several at once', async () => {
    const pulls = new Pulls(memory(), () => undefined);
    const ends: (() => void)[] = [];
    const work = (): Promise<void> => new Promise((resolve) => void ends.push(resolve));
    const both = [pulls.run(here, 'a:latest', work), pulls.run(here, 'b:latest', work)];
    await assert.rejects(pulls.run(here, 'library/A', work), UserError);
    assert.equal(pulls.rows(here).length, 2);
    ends.forEach((end) => end());
    await Promise.all(both);
  });

  it('cancels', async () => {
    const pulls = new Pulls(memory(), () => undefined);
    const work = (abort: AbortController): Promise<void> =>
      new Promise((_, reject) => abort.signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const one = pulls.run(here, 'a:latest', work);
    const other = pulls.run(here, 'b:latest', work);
    pulls.cancel(here, 'a');
    await assert.rejects(one, /aborted/);
    assert.equal(pulls.rows(here).length, 1);
    pulls.dispose();
    await assert.rejects(other, /aborted/);
  });

  it('forgets on request, and takes nothing for a pull that is none', async () => {
    const store = memory();
    const pull = { endpoint: here, name: 'a:latest', completedBytes: 1, totalBytes: 2, at: 3 };
    store.kept.set('aiStack.ollama.interruptedPulls', [pull, { name: 'x' }, null, 'y', { ...pull, at: 'z' }]);
    const pulls = new Pulls(store, () => undefined);
    assert.equal(pulls.rows(here).length, 1);
    await pulls.forget(here, 'a');
    assert.deepEqual(pulls.rows(here), []);
    store.kept.set('aiStack.ollama.interruptedPulls', { not: 'a list' });
    assert.deepEqual(pulls.rows(here), []);
  });
});
