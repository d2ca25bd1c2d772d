import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectFolders, run } from '../../support/cliRun.ts';

describe('generate', () => {
  const folders = new ProjectFolders();
  after(() => folders.remove());

  it('writes, says what it wrote and what is left to do', async () => {
    const root = folders.make({});
    const { code, out, err } = await run(['generate', 'secret-guard', root]);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /create +\.githooks\/pre-commit\n +create +\.github\/workflows\/secrets\.yml/);
    assert.match(out, /Next\n +1\. Turn the hook on/);
    assert.match(readFileSync(join(root, '.github/workflows/secrets.yml'), 'utf8'), /v1\.2\.3/);
  });

  it('prints the contract’s JSON, and does nothing the second time', async () => {
    const root = folders.make({});
    const args = ['generate', 'secret-guard', root, '--set', 'ci=none', '--set', 'missing=warn', '--json'];
    const first = JSON.parse((await run(args)).out);
    assert.deepEqual(Object.keys(first), ['schema', 'files', 'next']);
    assert.deepEqual(first.files, [{ path: '.githooks/pre-commit', action: 'create' }]);
    const second = await run(args);
    assert.deepEqual([second.code, JSON.parse(second.out).files[0].action], [0, 'identical']);
  });

  it('only says what it would write', async () => {
    const root = folders.make({});
    const { code, out } = await run(['generate', 'secret-guard', root, '--dry-run']);
    assert.equal(code, 0);
    assert.match(out, /^Would write\n/);
    assert.equal(existsSync(join(root, '.githooks')), false);
  });

  it('writes nothing at all in a conflict, and ends with 1', async () => {
    const root = folders.make({ '.github/workflows/secrets.yml': 'mine' });
    const { code, out, err } = await run(['generate', 'secret-guard', root, '--json']);
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out).files, [
      { path: '.githooks/pre-commit', action: 'create' },
      { path: '.github/workflows/secrets.yml', action: 'conflict' },
    ]);
    assert.match(err, /Nothing was written.*--overwrite/);
    assert.equal(existsSync(join(root, '.githooks')), false);
    const again = await run(['generate', 'secret-guard', root, '--overwrite', '--json']);
    assert.deepEqual([again.code, JSON.parse(again.out).files[1].action], [0, 'overwrite']);
    assert.notEqual(readFileSync(join(root, '.github/workflows/secrets.yml'), 'utf8'), 'mine');
  });

  it('lists generators and describes one', async () => {
    assert.match((await run(['generate', '--list'])).out, /secret-guard +A hook/);
    const { generators } = JSON.parse((await run(['generate', '--list', '--json'])).out);
    assert.deepEqual(Object.keys(generators[0]), ['id', 'title', 'summary']);
    assert.match(
      (await run(['generate', 'secret-guard', '--describe'])).out,
      /hook +What scans.*Default: auto\./,
    );
    const described = JSON.parse((await run(['generate', 'secret-guard', '--describe', '--json'])).out);
    for (const option of described.options)
      assert.ok(option.id && option.type && option.meaning && 'default' in option);
  });

  const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /needs the id of a generator/],
    [['secret-gard', '.'], /There is no generator "secret-gard"\. Did you mean "secret-guard"\?/],
    [['secret-guard'], /needs a DIR/],
    [['secret-guard', '.', '.'], /one ID and one DIR/],
    [['secret-guard', 'no-such-folder'], /There is no file or folder/],
    [['secret-guard', '.', '--set', 'hook'], /has no value/],
    [['secret-guard', '.', '--set', 'hook=husky'], /cannot be "husky"/],
    [['secret-guard', '.', '--set', 'colour=red'], /no option "colour"/],
  ];
  for (const [args, message] of wrong) {
    it(`ends with 2 for ${args.join(' ') || 'nothing'}`, async () => {
      const { code, out, err } = await run(['generate', ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  }
});
