import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { codesAndLines, diagnose, type SampleFolder } from './checkSample.ts';

const folder = 'test/fixtures/checks/dockerfile';

describe('the corpus of Dockerfiles with one defect', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

  it('holds at least 80', () => {
    assert.ok(names.length >= 80, String(names.length));
  });

  for (const name of names) {
    it(name.slice(0, -'.txt'.length), () => {
      const { expected, sample } = readCase(readFileSync(`${folder}/${name}`, 'utf8'));
      assert.deepEqual(codesAndLines(sample.dockerfile, diagnose(sample)), [expected]);
    });
  }
});

/** Why, what is expected, then each file under its path between `--`. */
function readCase(text: string): { expected: string; sample: SampleFolder } {
  const [head = '', ...rest] = text.split(/^-- (.+) --\n/m);
  const files: Record<string, string> = {};
  for (let at = 0; at < rest.length; at += 2) files[rest[at] ?? ''] = rest[at + 1] ?? '';
  const { Dockerfile = '', ...others } = files;
  const expected = /^expect (\S+)$/m.exec(head)?.[1] ?? '';
  return { expected, sample: { dockerfile: Dockerfile, files: others } };
}
