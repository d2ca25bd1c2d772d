import assert from 'node:assert/strict';
import { networkError, OllamaError, streamError } from '../../../../src/core/ollama/client/ollamaErrors.ts';
import type { ProgressEvent } from '../../../../src/core/ollama/models.ts';
import { pullModel } from '../../../../src/core/ollama/pull/pullModel.ts';
import type { PullState } from '../../../../src/core/ollama/pull/pullProgress.ts';
import { spaceProblem } from '../../../../src/core/ollama/pull/spaceProblem.ts';
import { UserError } from '../../../../src/core/errors.ts';

const asked = { endpoint: 'http://h:1', path: '/api/pull', model: 'm' };
const cut = networkError({ code: 'ECONNRESET' }, asked);
const refused = networkError({ code: 'ECONNREFUSED' }, asked);
const full = streamError('write /blobs: no space left on device', asked);
const noHub = streamError('dial tcp: lookup registry.ollama.ai: no such host', asked);

const manifest: ProgressEvent = { status: 'pulling manifest' };
const at = (completedBytes: number): ProgressEvent => ({
  status: 'pulling a',
  digest: 'sha256:a',
  totalBytes: 4_000_000_000,
  completedBytes,
});
const success: ProgressEvent = { status: 'success' };

/** Pulls through attempts, each a list of events that may end in an error; without one it must end well. */
async function pull(...attempts: (readonly (ProgressEvent | Error)[])[]) {
  const waits: number[] = [];
  const states: PullState[] = [];
  let made = 0;
  const client = {
    // eslint-disable-next-line @typescript-eslint/require-await -- a stand-in for what waits
    async *pull() {
      for (const step of attempts[made++] ?? assert.fail('one attempt too many')) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
  };
  const outcome = await pullModel({
    client,
    name: 'm',
    onProgress: (state) => states.push(state),
    clock: { now: () => 0 },
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { outcome, waits, states, made };
}

describe('pullModel', () => {
  it('follows a pull to its end', async () => {
    const { outcome, waits, states } = await pull([manifest, at(0), at(4_000_000_000), success]);
    assert.equal(outcome, undefined);
    assert.deepEqual(waits, []);
    assert.deepEqual(
      states.map(({ phase }) => phase),
      ['manifest', 'downloading', 'downloading', 'done'],
    );
  });

  it('goes on after cuts and a restart of the server, as long as bytes come', async () => {
    const { outcome, waits, states } = await pull(
      [manifest, at(0), at(1_000), cut],
      [manifest, at(1_000), at(2_000), cut],
      [refused],
      [manifest, at(2_000), at(3_000), noHub],
      [manifest, at(3_000), success],
    );
    assert.equal(outcome, undefined);
    assert.deepEqual(waits, [1_000, 1_000, 4_000, 1_000]);
    assert.equal(states.filter(({ phase }) => phase === 'reconnecting').length, 4);
    assert.ok(states.every((state, index) => state.fraction >= (states[index - 1]?.fraction ?? 0)));
  });

  it('gives up after attempts that bring nothing, and says what is kept', async () => {
    const stuck = [manifest, at(1_200_000_000), cut];
    const { outcome, waits } = await pull(stuck, stuck, stuck, stuck);
    assert.ok(outcome instanceof UserError);
    assert.equal(
      outcome.message,
      'The download of "m" broke off again and again; 1.2 GB of 4.0 GB are kept.',
    );
    assert.match(outcome.remedy, /^Pull again to go on from there.*was cut in the middle\.$/);
    assert.deepEqual(waits, [1_000, 4_000, 10_000]);
  });

  it('tells the first failure where nothing is kept', async () => {
    const { outcome, made } = await pull([manifest, cut], [cut], [cut], [cut]);
    assert.equal(outcome, cut);
    assert.equal(made, 4);
  });

  for (const [name, error] of Object.entries({ full, refused, noHub })) {
    it(`does not try again where that cannot help: ${name}`, async () => {
      const { outcome, made } = await pull([manifest, error]);
      assert.equal(outcome, error);
      assert.equal(made, 1);
    });
  }

  it('never tries again on a full disk or an answer of 4xx, bytes or not', async () => {
    for (const error of [full, new OllamaError({ kind: 'badRequest', sentence: 'a', remedy: 'b' }, 400)]) {
      const { outcome, made } = await pull([manifest, at(0), at(5), error]);
      assert.equal(outcome, error);
      assert.equal(made, 1);
    }
  });

  it('ends at once when it is cancelled', async () => {
    const cancelled = new DOMException('cancelled', 'AbortError');
    const { outcome, made } = await pull([manifest, at(0), at(5), cancelled]);
    assert.equal(outcome, cancelled);
    assert.equal(made, 1);
  });
});

describe('spaceProblem', () => {
  it('says what is needed and what is free', () => {
    const folder = '/var/lib/ollama';
    assert.equal(
      spaceProblem({ neededBytes: 4_700_000_000, freeBytes: 2_100_000_000, folder }),
      'The download takes 4.7 GB, but the disk with /var/lib/ollama has 2.1 GB free.',
    );
    assert.equal(spaceProblem({ neededBytes: 4_700_000_000, freeBytes: 6_000_000_000, folder }), undefined);
  });

  it('wants some space left over', () => {
    const folder = 'C:\\models';
    assert.notEqual(spaceProblem({ neededBytes: 1_000, freeBytes: 1_000, folder }), undefined);
  });
});
