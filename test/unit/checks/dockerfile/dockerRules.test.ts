import assert from 'node:assert/strict';
import type { CheckDiagnostic } from '../../../../src/core/checks/check.ts';
import { dockerRules } from '../../../../src/core/checks/dockerfile/rules/registry.ts';
import { afterFix, diagnose, folderOf, type SampleFolder } from './checkSample.ts';

describe('rules for Dockerfiles', () => {
  it('have ids of their own', () => {
    const ids = dockerRules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/);
  });

  for (const rule of dockerRules) {
    const code = `docker/${rule.id}`;
    const findings = (folder: SampleFolder): readonly CheckDiagnostic[] =>
      diagnose(folder).filter((each) => each.code === code);

    describe(rule.id, () => {
      it('finds each bad sample, at a place in it, in one sentence', () => {
        assert.ok(rule.bad.length > 0);
        for (const sample of rule.bad) {
          const folder = folderOf(sample);
          const found = findings(folder);
          assert.ok(found.length > 0, `nothing in:\n${folder.dockerfile}`);
          for (const { start, end, message } of found) {
            assert.ok(start >= 0 && start < end && end <= folder.dockerfile.length, `${start}-${end}`);
            assert.match(message, /^[^\n]{20,320}[.?]$/);
          }
        }
      });

      it('finds nothing in good samples', () => {
        assert.ok(rule.good.length > 0);
        for (const sample of rule.good)
          assert.deepEqual(findings(folderOf(sample)), [], folderOf(sample).dockerfile);
      });

      it('is gone after each of its fixes, which leave valid syntax', () => {
        for (const sample of rule.bad)
          for (const ends of ['\n', '\r\n']) checkFixes(withLineEnds(folderOf(sample), ends));
      });
    });

    function checkFixes(folder: SampleFolder): void {
      const found = findings(folder);
      for (const { fixes, message } of found)
        for (const fix of fixes) {
          assert.match(fix.title, /^[A-Z]/);
          const after = afterFix(folder, fix);
          const shown = `${message}\n${fix.title}\n${after.dockerfile}`;
          assert.equal(findings(after).length, found.length - 1, shown);
          assert.deepEqual(syntaxErrors(after), rule.id === 'syntax' ? syntaxErrors(after) : [], shown);
          assert.equal(/\r\n/.test(after.dockerfile), /\r\n/.test(folder.dockerfile), shown);
          assert.ok(
            !/\r(?!\n)/.test(after.dockerfile) &&
              (!after.dockerfile.includes('\r') || !/(?<!\r)\n/.test(after.dockerfile)),
            shown,
          );
        }
    }
  }
});

function syntaxErrors(folder: SampleFolder): string[] {
  return diagnose(folder)
    .filter(({ code }) => code === 'docker/syntax')
    .map(({ message }) => message);
}

function withLineEnds({ dockerfile, files }: SampleFolder, ends: string): SampleFolder {
  return { dockerfile: dockerfile.replaceAll('\n', ends), files };
}
