import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { CheckDiagnostic, CheckFix } from '../../../src/core/checks/check.ts';
import { applyCheckFix } from '../../../src/core/checks/checkFile.ts';
import { readHcl } from '../../../src/core/checks/terraform/readHcl.ts';
import {
  checkCorpusFile,
  cloudAreas,
  corpusFiles,
  expectedFinding,
  lineOf,
  type CorpusFile,
} from '../../support/serving/checkCorpus.ts';

describe('checks of the cloud’s files: a corpus of one defect each', () => {
  for (const area of cloudAreas) {
    describe(area, () => {
      for (const file of corpusFiles(area, 'good'))
        it(`finds nothing in ${file.name}`, () => {
          assert.deepEqual(shown(file, checkCorpusFile(file)), []);
        });

      for (const file of corpusFiles(area, 'bad')) {
        it(`finds the defect of ${file.name}, and its fixes take it away`, () => {
          const found = checkCorpusFile(file);
          const { code, line } = expectedFinding(file.text);
          assert.deepEqual(shown(file, found), [`${line} ${code}`]);
          for (const fix of found.flatMap(({ fixes }) => fixes)) checkFix(file, code, fix);
        });

        it(`does the same with ${file.name} in CRLF`, () => {
          const other = { ...file, text: file.text.replaceAll('\n', '\r\n') };
          const found = checkCorpusFile(other);
          const { code, line } = expectedFinding(file.text);
          assert.deepEqual(shown(other, found), [`${line} ${code}`]);
          for (const fix of found.flatMap(({ fixes }) => fixes)) {
            const fixed = checkFix(other, code, fix);
            assert.doesNotMatch(fixed, /[^\r]\n/, fix.id);
            const plain = checkCorpusFile(file)
              .flatMap(({ fixes }) => fixes)
              .find(({ id }) => id === fix.id);
            assert.equal(fixed.replaceAll('\r\n', '\n'), plain && applyCheckFix(file.text, plain));
          }
        });
      }
    });
  }

  it('has at least 50 bad files, and one for each code that these rooms give', () => {
    const bad = cloudAreas.flatMap((area) => corpusFiles(area, 'bad'));
    assert.ok(bad.length >= 50, `${bad.length}`);
    const shownCodes = new Set(bad.map(({ text }) => expectedFinding(text).code));
    assert.deepEqual(
      [...codesInSource()].filter((code) => !shownCodes.has(code)),
      [],
    );
  });
});

function shown(file: CorpusFile, found: readonly CheckDiagnostic[]): string[] {
  return found.map(({ code, start }) => `${lineOf(file.text, start)} ${code}`);
}

/** The finding is gone, nothing worse came, the text can be read, and every comment still stands. */
function checkFix(file: CorpusFile, code: string, fix: CheckFix): string {
  const fixed = applyCheckFix(file.text, fix);
  const left = checkCorpusFile({ ...file, text: fixed });
  assert.deepEqual(
    shown({ ...file, text: fixed }, left).filter((finding) => finding.endsWith(` ${code}`)),
    [],
    `${fix.id}:\n${fixed}`,
  );
  assert.ok(/^[A-Z]/.test(fix.title), fix.title);
  if (/\.ya?ml$/.test(file.path)) {
    for (const { errors } of parseAllDocuments(fixed)) assert.deepEqual(errors, [], fixed);
  } else if (file.path.endsWith('.tf')) assert.equal(readHcl(fixed).fault, undefined, fixed);
  const removed = new Set(fix.edits.flatMap(({ start, end }) => comments(file.text.slice(start, end))));
  for (const comment of comments(file.text))
    assert.ok(removed.has(comment) || fixed.includes(comment), `${fix.id} loses "${comment}":\n${fixed}`);
  return fixed;
}

function comments(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)(#[^\r\n]*)/g)].map((match) => match[1] ?? '');
}

function codesInSource(): Set<string> {
  const root = new URL('../../../src/core/checks/', import.meta.url);
  const files = cloudAreas.flatMap((area) =>
    readdirSync(new URL(`${area}/`, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(`${area}/${file}`, root), 'utf8')),
  );
  return new Set(
    files.flatMap((text) =>
      [...text.matchAll(/'((?:cloudrun|identity)\/[a-z-]+)'/g)].map((match) => match[1] ?? ''),
    ),
  );
}
