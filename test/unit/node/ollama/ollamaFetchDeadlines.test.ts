import assert from 'node:assert/strict';
import type { TransportInit } from '../../../../src/core/ollama/client/transport.ts';
import { Deadlines } from '../../../../src/node/ollama/ollamaFetchDeadlines.ts';

/** What failed within 30 ms, after these calls on the deadlines of a request. */
async function failuresAfter(init: TransportInit, use: (deadlines: Deadlines) => void): Promise<string[]> {
  const failures: string[] = [];
  const deadlines = new Deadlines(init, (code) => failures.push(code));
  use(deadlines);
  await new Promise((resolve) => setTimeout(resolve, 30));
  deadlines.end();
  return failures;
}

describe('Deadlines', () => {
  const idleMs = (): number => 5;

  it('end the wait for a connection, and only then begin the one for bytes', async () => {
    assert.deepEqual(await failuresAfter({ idleMs }, (it) => it.connecting(10)), ['CONNECT_TIMEOUT']);
    const connected = await failuresAfter({ idleMs }, (it) => {
      it.connecting(10);
      it.sawBytes();
      it.connected();
    });
    assert.deepEqual(connected, ['IDLE_TIMEOUT']);
  });

  it('end nothing where no limit is set, nobody waits or all is over', async () => {
    const connect = (it: Deadlines): void => {
      it.connecting(10);
      it.connected();
    };
    assert.deepEqual(await failuresAfter({}, connect), []);
    const paused = await failuresAfter({ idleMs }, (it) => {
      connect(it);
      it.pause();
    });
    assert.deepEqual(paused, []);
    const over = await failuresAfter({ idleMs, deadlineMs: 5 }, (it) => {
      it.connecting(10);
      it.end();
      it.sawBytes();
    });
    assert.deepEqual(over, []);
  });

  it('end the whole, whatever goes on', async () => {
    assert.deepEqual(await failuresAfter({ deadlineMs: 5 }, () => undefined), ['DEADLINE']);
  });
});
