import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProgressEvent } from '../../../../src/core/ollama/models.ts';
import { PullProgress, progressWords } from '../../../../src/core/ollama/pull/pullProgress.ts';

const MB = 1_000_000;

function layer(digest: string, completedBytes: number, totalBytes: number): ProgressEvent {
  return { status: `pulling ${digest}`, digest, completedBytes, totalBytes };
}

/** A pull with a clock of its own. */
function startPull() {
  let now = 0;
  const progress = new PullProgress({ now: () => now });
  return {
    progress,
    /** Takes an event so many milliseconds after the last. */
    after(ms: number, event: ProgressEvent) {
      now += ms;
      progress.take(event);
      return progress.state;
    },
    quiet(ms: number) {
      now += ms;
      return progress.state;
    },
  };
}

describe('PullProgress', () => {
  it('sums layers that come interleaved', () => {
    const pull = startPull();
    pull.after(0, { status: 'pulling manifest' });
    pull.after(0, layer('a', 0, 100));
    pull.after(0, layer('b', 0, 300));
    pull.after(0, layer('a', 50, 100));
    pull.after(0, layer('b', 100, 300));
    const state = pull.after(0, layer('a', 60, 100));
    assert.deepEqual(
      [state.phase, state.layers, state.completedBytes, state.totalBytes, state.fraction],
      ['downloading', 2, 160, 400, 0.4],
    );
  });

  it('leaves what was there before out of the rate', () => {
    const pull = startPull();
    pull.after(0, layer('a', 900 * MB, 1_000 * MB));
    pull.after(1_000, layer('a', 910 * MB, 1_000 * MB));
    const state = pull.after(1_000, layer('a', 920 * MB, 1_000 * MB));
    assert.equal(state.bytesPerSecond, 10 * MB);
    assert.equal(state.secondsLeft, 8);
    assert.equal(pull.progress.downloadedBytes, 20 * MB);
  });

  it('takes the rate over the last ten seconds', () => {
    const pull = startPull();
    pull.after(0, layer('a', 0, 10_000 * MB));
    let done = 0;
    for (let second = 0; second < 30; second++) pull.after(1_000, layer('a', (done += 50 * MB), 10_000 * MB));
    for (let second = 0; second < 10; second++) pull.after(1_000, layer('a', (done += 5 * MB), 10_000 * MB));
    assert.equal(pull.progress.state.bytesPerSecond, 5 * MB);
  });

  it('has a rate that falls to nothing while no data come, however many events do', () => {
    const pull = startPull();
    pull.after(0, layer('a', 0, 100 * MB));
    pull.after(2_000, layer('a', 10 * MB, 100 * MB));
    for (let tick = 0; tick < 100; tick++) pull.after(60, layer('a', 10 * MB, 100 * MB));
    assert.ok((pull.progress.state.bytesPerSecond ?? 0) < 2 * MB);
    assert.equal(pull.quiet(11_000).bytesPerSecond, 0);
    assert.equal(pull.progress.state.secondsLeft, undefined);
    assert.match(progressWords(pull.progress.state), /10 MB of 100 MB, waiting for data$/);
  });

  it('does not go back when the server takes a part back or tells a new layer', () => {
    const pull = startPull();
    pull.after(0, layer('a', 80, 100));
    assert.equal(pull.after(0, layer('a', 40, 100)).fraction, 0.8);
    assert.equal(pull.after(0, layer('b', 0, 1_000)).fraction, 0.8);
    assert.equal(pull.after(0, layer('a', 90, 100)).completedBytes, 90);
  });

  it('says in words what goes on', () => {
    const pull = startPull();
    const words = (event: ProgressEvent, ms = 0): string => progressWords(pull.after(ms, event));
    assert.equal(progressWords(pull.progress.state), 'Asking the server');
    assert.equal(words({ status: 'pulling manifest' }), 'Pulling manifest');
    assert.equal(words(layer('a', 0, 4_700 * MB)), 'Downloading 1 layer: 0 B of 4.7 GB');
    words(layer('b', 0, 100 * MB));
    assert.equal(
      words(layer('a', 1_200 * MB, 4_700 * MB), 5_000),
      'Downloading 2 layers: 1.2 GB of 4.8 GB, 240 MB/s, 15 s left',
    );
    assert.equal(words({ status: 'verifying sha256 digest' }), 'Verifying');
    assert.equal(words({ status: 'writing manifest' }), 'Writing');
    assert.equal(words({ status: 'removing unused layers' }), 'Removing unused layers');
    assert.equal(words({ status: 'a word of a later version' }), 'Removing unused layers');
    assert.equal(words({ status: 'success' }), 'Done');
    assert.equal(pull.progress.state.fraction, 1);
  });

  it('is monotonic and within bounds whatever comes', () => {
    const event = fc.record(
      {
        status: fc.constantFrom('pulling manifest', 'pulling x', 'verifying', 'success', ''),
        digest: fc.constantFrom('a', 'b', 'c'),
        totalBytes: fc.integer({ min: 1, max: 1_000 }),
        completedBytes: fc.integer({ min: 0, max: 2_000 }),
      },
      { requiredKeys: ['status'] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5_000), event), { maxLength: 40 }), (events) => {
        const pull = startPull();
        let last = 0;
        for (const [ms, one] of events) {
          const state = pull.after(ms, one);
          assert.ok(state.fraction >= last && state.fraction <= 1);
          assert.ok((state.bytesPerSecond ?? 0) >= 0 && (state.secondsLeft ?? 0) >= 0);
          assert.ok(Number.isFinite(state.secondsLeft ?? 0));
          assert.ok(progressWords(state).length > 0);
          last = state.fraction;
        }
      }),
    );
  });
});
