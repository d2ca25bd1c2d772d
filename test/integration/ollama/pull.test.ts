import assert from 'node:assert/strict';
import { eventually } from '../panel.ts';
import { modelRow, modelRows, rowIds, run, useRealServer } from '../ollamaTesting.ts';
import { withUser } from '../userAnswers.ts';

const name = process.env['AI_STACK_TEST_OLLAMA_PULL'] ?? '';

describe('a pull, with a real server and a registry on this machine', function () {
  this.timeout(60_000);
  useRealServer();
  before(function () {
    // Its certificate can be trusted on Linux only.
    if (name === '') this.skip();
  });

  it('shows its progress, is cancelled, and is offered to be resumed', async () => {
    const pull = withUser({}, () => run('pullModel', name));
    await eventually('its row tells how far it is', async () => {
      const row = (await modelRows()).find(({ id }) => id === `models|pull|${name}`);
      return /[1-9]\d? %/.test(row?.description ?? '');
    });
    // The command on a model that is being pulled offers to cancel it.
    await withUser({ showInformationMessage: 'Cancel Pull' }, () => run('pullModel', name));
    await pull;
    await eventually('its row offers to go on', async () =>
      /pulled, resume/.test((await modelRow(`models|pull|${name}`)).description ?? ''),
    );
    assert.deepEqual(await rowIds(`models|installed|${name}`), []);
  });

  it('goes on and ends with the model in the list', async () => {
    const said = await withUser({}, () => run('pullModel', name));
    assert.match(said.at(-1)?.text ?? '', /is there\.$/);
    assert.deepEqual(await rowIds('models|pull|'), []);
    assert.deepEqual(await rowIds('models|installed|'), [`models|installed|${name}`]);
    await withUser({ showWarningMessage: 'Delete' }, () => run('deleteModel', name));
    assert.deepEqual(await rowIds('models|installed|'), ['models|installed|none']);
  });

  it('fails in one sentence where there is no such model', async () => {
    const said = await withUser({}, () => run('pullModel', name.replace('tiny-pulled', 'absent')));
    assert.equal(said.length, 1);
    assert.match(said[0]?.text ?? '', /^The model hub has no "[^"]+"\. /);
    assert.deepEqual(await rowIds('models|pull|'), []);
  });
});
