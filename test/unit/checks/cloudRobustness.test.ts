import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCheckFix } from '../../../src/core/checks/checkFile.ts';
import type { CheckDiagnostic } from '../../../src/core/checks/check.ts';
import { checkCorpusFile, cloudAreas, corpusFiles } from '../../support/serving/checkCorpus.ts';

const files = cloudAreas.flatMap((area) => [...corpusFiles(area, 'good'), ...corpusFiles(area, 'bad')]);
const pieces = ['"', "'", '\n', ' ', '{', '}', '[', ']', ':', '- ', '#', '$', '${', '$(', '\\', '|', '&a', '*a', '<<EOF', '=', '\t', '\u0000', 'é', '---\n', '/*', '%{', '<<: *a']; // prettier-ignore

describe('checks of the cloud’s files on anything', () => {
  it('never throws, marks places of the text, and gives edits that can be made', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.constantFrom('', ...pieces)), {
          minLength: 1,
          maxLength: 6,
        }),
        (file, edits) => {
          let { text } = file;
          for (const [place, length, piece] of edits) {
            const at = place % (text.length + 1);
            text = text.slice(0, at) + piece + text.slice(at + length);
          }
          for (const diagnostic of checkCorpusFile({ ...file, text })) checkPlaces(text, diagnostic);
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  for (const [name, path, line] of [
    ['a list of containers', 'service.yaml', '        - { image: a, env: [{ name: A, value: b }] }\n'],
    ['variables', 'main.tf', '  env {\n    name = "A"\n    value = "${var.x}"\n  }\n'],
    ['open braces', 'main.tf', '{ a = [ ('],
    ['open quotes', 'main.tf', 'a = "${b\n'],
    ['calls of gcloud', 'deploy.sh', 'gcloud run deploy a --image "$b" --gpu 1\n'],
    ['open substitutions', 'deploy.sh', 'gcloud $( $( ${ "$('],
    ['here documents', 'deploy.sh', 'cat <<EOF <<A\ngcloud\n'],
    ['substitutions', 'cloudbuild.yaml', '  _A_$_B: $_C\n'],
    ['jobs', '.github/workflows/a.yml', '  a: { steps: [{ uses: google-github-actions/auth@v1 }] }\n'],
    ['aliases', 'service.yaml', '  a: &a [*a, *a, *a]\n'],
  ] as const)
    it(`takes ${name} in linear time`, function () {
      this.timeout(20_000);
      const once = measure(path, line, 12_000);
      const eightTimes = measure(path, line, 96_000);
      assert.ok(eightTimes < 24 * (once + 20), `${once} ms, then ${eightTimes} ms`);
    });
});

const heads: Readonly<Record<string, string>> = {
  'service.yaml':
    'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { annotations: { run.googleapis.com/ingress: all } }\nspec:\n  template:\n    spec:\n      containers:\n',
  'main.tf': 'resource "google_cloud_run_v2_service" "a" {\n  template {\n  containers {\n',
  'deploy.sh': '# gcloud\n',
  'cloudbuild.yaml': 'steps: [{ name: a, args: [$_A] }]\nsubstitutions:\n',
  '.github/workflows/a.yml': 'on: push\njobs:\n',
};

function measure(path: string, line: string, size: number): number {
  const head = heads[path] ?? '';
  const text = head + line.repeat(Math.floor((size - head.length) / line.length));
  // The best of three: the machine may be busy.
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    checkCorpusFile({ name: 'a/b/c.d', path, text });
    return performance.now() - start;
  });
  return Math.min(...times);
}

function checkPlaces(text: string, { code, start, end, message, fixes }: CheckDiagnostic): void {
  assert.ok(start >= 0 && start <= end && end <= text.length, `${code} ${start} ${end}`);
  assert.doesNotMatch(message, /undefined|NaN|\[object/, code);
  for (const fix of fixes) {
    for (const edit of fix.edits)
      assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length);
    const sorted = [...fix.edits].sort((a, b) => a.start - b.start);
    for (const [index, edit] of sorted.entries())
      assert.ok(edit.start >= (sorted[index - 1]?.end ?? 0), fix.id);
    assert.notEqual(applyCheckFix(text, fix), text, fix.id);
  }
}
