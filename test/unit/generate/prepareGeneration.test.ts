import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  emptyRecord,
  generatedRecordPath,
  readRecord,
  recordText,
} from '../../../src/core/generate/generatedRecord.ts';
import type { GeneratedFile, Generator, OptionValues } from '../../../src/core/generate/generator.ts';
import { mergeText } from '../../../src/core/generate/mergeText.ts';
import type { ConflictChoice } from '../../../src/core/generate/plan.ts';
import { prepareGeneration, type Prepared } from '../../../src/core/generate/prepareGeneration.ts';
import { generateContext } from '../../support/generateContext.ts';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

/** Writes one file whose text names the option, and adds a line to `.gitignore`. */
function sample(text: (values: OptionValues) => string): Generator {
  return {
    id: 'sample',
    title: 'Sample',
    summary: 'A sample.',
    family: 'serving',
    options: [
      { id: 'port', kind: 'text', default: '8080', meaning: 'The port.' },
      { id: 'gpu', kind: 'flag', default: 'false', meaning: 'A GPU.' },
    ],
    generate: async (values, { existing }) => {
      const ignored = await existing('.gitignore');
      const files: GeneratedFile[] = [{ path: 'Dockerfile', content: text(values) }];
      if (ignored !== undefined && !ignored.includes('.venv'))
        files.push({ path: '.gitignore', content: `${ignored}.venv\n`, extends: true });
      return { files, next: [] };
    },
  };
}

const usual = ({ port = '' }: OptionValues): string =>
  lines('FROM python', '', 'RUN build', '', `EXPOSE ${port}`);

/** A folder that a generator is run in again and again. */
class Folder {
  files: Record<string, string> = {};

  async run(
    generator: Generator,
    given: OptionValues = {},
    choice: ConflictChoice = 'refuse',
  ): Promise<Prepared> {
    const prepared = await prepareGeneration(
      generator,
      given,
      generateContext('sample', this.files),
      () => choice,
    );
    if (!prepared.planned.some(({ action }) => action === 'conflict'))
      for (const { path, content } of prepared.planned) this.files[path] = content;
    return prepared;
  }
}

const actions = ({ planned }: Prepared): string[] => planned.map(({ path, action }) => `${action} ${path}`);

describe('prepareGeneration', () => {
  it('changes nothing in a second run', async () => {
    const folder = new Folder();
    assert.deepEqual(actions(await folder.run(sample(usual))), [
      'create Dockerfile',
      `create ${generatedRecordPath}`,
    ]);
    const before = { ...folder.files };
    assert.deepEqual(actions(await folder.run(sample(usual))), [
      'identical Dockerfile',
      `identical ${generatedRecordPath}`,
    ]);
    assert.deepEqual(folder.files, before);
  });

  it('replaces a file that nobody edited, without being asked', async () => {
    const folder = new Folder();
    await folder.run(sample(usual));
    assert.deepEqual(actions(await folder.run(sample(usual), { port: '9000' }))[0], 'update Dockerfile');
    assert.match(folder.files['Dockerfile']!, /EXPOSE 9000/);
  });

  it('keeps edits, and works new text in beside them', async () => {
    const folder = new Folder();
    await folder.run(sample(usual));
    folder.files['Dockerfile'] = folder.files['Dockerfile']!.replace('FROM python', 'FROM python:mine');
    assert.equal(actions(await folder.run(sample(usual)))[0], 'identical Dockerfile');
    assert.equal(actions(await folder.run(sample(usual), { port: '9000' }))[0], 'merge Dockerfile');
    assert.equal(folder.files['Dockerfile'], lines('FROM python:mine', '', 'RUN build', '', 'EXPOSE 9000'));
    assert.equal(actions(await folder.run(sample(usual)))[0], 'identical Dockerfile');
  });

  it('says where both changed the same lines, and writes nothing', async () => {
    const folder = new Folder();
    await folder.run(sample(usual));
    folder.files['Dockerfile'] = folder.files['Dockerfile']!.replace('EXPOSE 8080', 'EXPOSE 80');
    const before = { ...folder.files };
    const { planned } = await folder.run(sample(usual), { port: '9000' });
    assert.equal(planned[0]?.action, 'conflict');
    assert.match(planned[0].marked ?? '', /<{7} yours\nEXPOSE 80\n={7}\nEXPOSE 9000\n>{7} generated/);
    assert.deepEqual(folder.files, before);
  });

  it('keeps or overwrites in a conflict, as was said, and remembers it', async () => {
    const kept = new Folder();
    kept.files['Dockerfile'] = 'mine\n';
    assert.equal(actions(await kept.run(sample(usual)))[0], 'conflict Dockerfile');
    assert.equal(actions(await kept.run(sample(usual), {}, 'keep'))[0], 'keep Dockerfile');
    assert.equal(kept.files['Dockerfile'], 'mine\n');
    // From now on the difference counts as the user's edits.
    assert.equal(actions(await kept.run(sample(usual)))[0], 'identical Dockerfile');
    const over = new Folder();
    over.files['Dockerfile'] = 'mine\n';
    assert.equal(actions(await over.run(sample(usual), {}, 'overwrite'))[0], 'overwrite Dockerfile');
    assert.match(over.files['Dockerfile'], /^FROM python\n/);
  });

  it('keeps the ends of lines that a file has', async () => {
    const folder = new Folder();
    await folder.run(sample(usual));
    folder.files['Dockerfile'] = folder.files['Dockerfile']!.replaceAll('\n', '\r\n');
    assert.equal(actions(await folder.run(sample(usual)))[0], 'identical Dockerfile');
    assert.equal(actions(await folder.run(sample(usual), { port: '9000' }))[0], 'update Dockerfile');
    assert.match(folder.files['Dockerfile'], /\r\nEXPOSE 9000\r\n$/);
  });

  it('adds to files that it extends, without asking and without keeping them', async () => {
    const folder = new Folder();
    folder.files['.gitignore'] = 'mine\n';
    assert.equal(actions(await folder.run(sample(usual)))[1], 'extend .gitignore');
    assert.equal(folder.files['.gitignore'], 'mine\n.venv\n');
    assert.deepEqual(Object.keys(readRecord(folder.files[generatedRecordPath]).files), ['Dockerfile']);
  });

  it('takes over what was chosen before, until something else is', async () => {
    const folder = new Folder();
    assert.deepEqual((await folder.run(sample(usual), { port: '9000' })).remembered, {});
    assert.deepEqual((await folder.run(sample(usual))).remembered, { port: '9000' });
    assert.match(folder.files['Dockerfile']!, /9000/);
    await folder.run(sample(usual), { port: '8080' });
    assert.deepEqual((await folder.run(sample(usual))).remembered, {});
    assert.match(folder.files['Dockerfile']!, /8080/);
  });

  it('names files that it made before and makes no more', async () => {
    const folder = new Folder();
    const two: Generator = {
      ...sample(usual),
      generate: ({ gpu }) =>
        Promise.resolve({
          files: ['a', ...(gpu === 'true' ? ['b'] : [])].map((path) => ({ path, content: path })),
          next: [],
        }),
    };
    assert.deepEqual((await folder.run(two, { gpu: 'true' })).leftOver, []);
    assert.deepEqual((await folder.run(two, { gpu: 'false' })).leftOver, ['b']);
    // Another generator of the family has nothing to do with it, and a deleted file is gone.
    assert.deepEqual((await folder.run({ ...two, id: 'other' })).leftOver, []);
    delete folder.files['b'];
    assert.deepEqual((await folder.run(two)).leftOver, []);
  });

  it('forgets choices that no longer exist, and takes a broken record for none', async () => {
    const folder = new Folder();
    const record = { ...emptyRecord, options: { serving: { gpu: 'perhaps', colour: 'red' } } };
    folder.files[generatedRecordPath] = recordText(record);
    assert.deepEqual((await folder.run(sample(usual))).remembered, {});
    for (const broken of [
      '',
      '{',
      '[]',
      'null',
      '{"schema":2}',
      '{"schema":1,"files":{"a":"b"},"options":3}',
    ])
      assert.deepEqual(readRecord(broken), emptyRecord);
    const outside = recordText({ options: {}, files: { '../b': { by: 'sample', text: 'b' } } });
    assert.deepEqual(readRecord(outside).files, {});
  });
});

describe('mergeText', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 })
    .map((all) => all.join('\n'));

  it('gives back the one text that changed', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        assert.deepEqual(mergeText(base, changed, base), { text: changed, conflicts: 0 });
        assert.deepEqual(mergeText(base, base, changed), { text: changed, conflicts: 0 });
        assert.deepEqual(mergeText(base, changed, changed), { text: changed, conflicts: 0 });
      }),
    );
  });

  it('loses no line of either in a conflict', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, generated) => {
        const merged = mergeText(base, mine, generated);
        const all = new Set(merged.text.split('\n'));
        const added = (changed: string): string[] =>
          changed.split('\n').filter((line) => !base.split('\n').includes(line));
        for (const line of [...added(mine), ...added(generated)]) assert.ok(all.has(line));
      }),
    );
  });
});
