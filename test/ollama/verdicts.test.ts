import assert from 'node:assert/strict';
import { loadVerdicts, recordVerdicts } from '../support/ollama/recordVerdicts.ts';
import { useRealServer } from '../support/ollama/realServer.ts';

describe('the recorded verdicts on Modelfiles', () => {
  const real = useRealServer();

  it('are what a real server of that version says today', async function () {
    const recorded = loadVerdicts();
    if (recorded.serverVersion !== real().version) {
      console.log(
        `Skipped: the verdicts are of Ollama ${recorded.serverVersion}, this is ${real().version}.`,
      );
      this.skip();
    }
    const said = await recordVerdicts(real());
    assert.ok(said.cases.length >= 120);
    assert.deepEqual(said, recorded);
  });
});
