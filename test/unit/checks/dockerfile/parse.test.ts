import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkFile } from '../../../../src/core/checks/checkFile.ts';
import { parseDockerfile } from '../../../../src/core/checks/dockerfile/parseDockerfile.ts';
import { resolveReference } from '../../../../src/core/checks/dockerfile/parse/resolveReference.ts';
import { DockerIgnore } from '../../../../src/core/serving/dockerfile/pathPattern.ts';
import { readImageReference } from '../../../../src/core/checks/dockerfile/facts/imageReference.ts';
import { dockerRules } from '../../../../src/core/checks/dockerfile/rules/registry.ts';
import { codesAndLines, contextOf, diagnose, folderOf } from './checkSample.ts';

const parse = (text: string): ReturnType<typeof parseDockerfile> =>
  parseDockerfile({ path: 'Dockerfile', text });
const check = (text: string): string[] =>
  codesAndLines(text, diagnose({ dockerfile: text, files: undefined }));

describe('a Dockerfile that is read', () => {
  it('keeps every offset where continued lines become one', () => {
    const text = '# escape=`\r\nFROM a:1\r\nRUN a `\r\n  # why\r\n\r\n  && b "c`\r\n d"\r\n';
    const { masked, instructions } = parse(text);
    assert.equal(masked.length, text.length);
    const run = instructions[1];
    assert.deepEqual(
      run?.words.map(({ value }) => value.replace(/ +/g, ' ')),
      ['a', '&&', 'b', 'c d'],
    );
    for (const { start, end } of run.words) assert.match(text.slice(start, end), /^\S/);
  });

  it('knows stages, heredocs, the exec form, flags and ONBUILD', () => {
    const file = parse(
      'ARG V=1\nFROM --platform=$P a:${V} AS One\nFROM one AS two\nRUN <<EOF\nFROM x\nEOF\nONBUILD COPY --from=one a b\nHEALTHCHECK --interval=5s CMD ["x", "y z"]\n',
    );
    assert.deepEqual(
      file.stages.map(({ name, reference, parent }) => [name, reference, parent?.name]),
      [
        ['one', 'a:1', undefined],
        ['two', 'one', 'one'],
      ],
    );
    const [run, onbuild, health] = file.stages[1]?.instructions ?? [];
    assert.equal(run?.heredocs[0]?.name, 'EOF');
    assert.deepEqual(
      onbuild?.trigger?.flags.map(({ name, value }) => [name, value]),
      [['from', 'one']],
    );
    assert.deepEqual(
      health?.json?.map(({ value }) => value),
      ['x', 'y z'],
    );
  });

  it('fills in defaults of ARG, and only where they are known', () => {
    const known = new Map([
      ['A', 'x'],
      ['E', ''],
    ]);
    const cases: [string, string | undefined][] = [
      ['a:$A', 'a:x'], ['a:${A}-b', 'a:x-b'], ['a:${B:-y}', 'a:y'], ['a:${B}', undefined], ['a:${A:+z}', 'a:z'],
      ['a:${B:+z}', 'a:'], ['a:${E:-y}', 'a:y'], ['a:${A#x}', undefined],
    ]; // prettier-ignore
    for (const [word, expected] of cases) assert.equal(resolveReference(word, known), expected, word);
  });

  it('reads references with ports, digests and Docker Hub under its names', () => {
    assert.deepEqual(readImageReference('localhost:5000/a/b:1@sha256:ab'), {
      registry: 'localhost:5000',
      repository: 'a/b',
      tag: '1',
      digest: 'sha256:ab',
    });
    assert.deepEqual(readImageReference('docker.io/library/python:3'), { repository: 'python', tag: '3' });
    assert.deepEqual(readImageReference('python'), { repository: 'python' });
  });
});

describe('a .dockerignore that is read', () => {
  it('takes the last pattern that matches, with what lies under it', () => {
    const rules = new DockerIgnore('# a\n**\n!app\n!/src/*.py\napp/**/*.log\n\n!\n');
    assert.deepEqual(
      ['README.md', 'app/a/b.py', 'app/a/b.log', 'src/a.py', 'src/a/b.py', 'app'].filter((path) =>
        rules.ignores(path),
      ),
      ['README.md', 'app/a/b.log', 'src/a/b.py'],
    );
    const other = new DockerIgnore('docs\n*.md\n**/node_modules\ntemp?\n[a-c].txt\n');
    assert.deepEqual(
      ['docs/a/b', 'a.md', 'x/a.md', 'x/node_modules/y', 'temp1', 'b.txt', 'd.txt'].filter((path) =>
        other.ignores(path),
      ),
      ['docs/a/b', 'a.md', 'x/node_modules/y', 'temp1', 'b.txt'],
    );
  });

  it('takes no time on patterns that were made to', () => {
    const start = performance.now();
    new DockerIgnore(`${'*a'.repeat(100)}b\n${'**/'.repeat(90)}x\n`).ignores(
      `${'a'.repeat(200)}/${'y/'.repeat(60)}z`,
    );
    assert.ok(performance.now() - start < 500);
  });
});

describe('comments that accept findings', () => {
  const latest = 'FROM python:latest\nUSER 1\n';

  it('stand on the line above, or in the comments above that', () => {
    assert.deepEqual(check(latest), ['docker/unpinned-base:1']);
    assert.deepEqual(check(`# ai-stack: ignore docker/unpinned-base\n${latest}`), []);
    assert.deepEqual(check(`# ai-stack: ignore docker/other, docker/unpinned-base\n# why\n${latest}`), []);
    assert.deepEqual(check(`# ai-stack: ignore docker/root-user\n${latest}`), ['docker/unpinned-base:2']);
    assert.deepEqual(check(`# ai-stack: ignore docker/unpinned-base\n\n${latest}`), [
      'docker/unpinned-base:3',
    ]);
  });

  it('above an instruction hold for all its lines', () => {
    const text = (comment: string): string => `FROM debian:12\nUSER 1\n${comment}RUN true \\\n  && sudo ls\n`;
    assert.deepEqual(check(text('')), ['docker/sudo:4']);
    assert.deepEqual(check(text('# ai-stack: ignore docker/sudo\n')), []);
  });

  it('of hadolint count for the rules that say the same', () => {
    assert.deepEqual(check(`# hadolint ignore=DL3007\n${latest}`), []);
    assert.deepEqual(check(`# hadolint ignore=DL3008\n${latest}`), ['docker/unpinned-base:2']);
    assert.deepEqual(check(`# hadolint global ignore=DL3006, DL3007\nFROM a:1\n${latest}`), []);
  });
});

describe('checks of Dockerfiles', () => {
  const samples = dockerRules
    .flatMap(({ bad, good }) => [...bad, ...good])
    .map((sample) => folderOf(sample).dockerfile);

  it('never throw, and stay within the text', function () {
    this.timeout(10_000);
    const piece = fc.oneof(
      fc.constantFrom(...samples),
      fc.constantFrom(
        '\\',
        '`',
        '"',
        "'",
        '[',
        ']',
        '$',
        '${',
        '<<EOF',
        '\n',
        '\r',
        '\r\n',
        '#',
        '--from=',
        '&&',
        '|',
        '$(',
        '(',
        '\0',
        '\t',
      ),
      fc.constantFrom(
        'FROM ',
        'RUN ',
        'CMD ',
        'COPY ',
        'ENV ',
        'HEALTHCHECK ',
        'ONBUILD ',
        'ARG ',
        '# escape=`\n',
      ),
      fc.string({ maxLength: 12, unit: 'binary' }),
    );
    const context = contextOf({
      'service.yaml': 'apiVersion: serving.knative.dev/v1\n',
      '.dockerignore': '**\n!a\n',
      a: '',
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, fixes } of checkFile({ path: 'Dockerfile', text }, context)) {
          assert.ok(start >= 0 && start <= end && end <= text.length);
          for (const { edits } of fixes)
            for (const edit of edits)
              assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('take no time on files that were made to', function () {
    this.timeout(20_000);
    const size = 20 * 1024;
    const fill = (text: string): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
    const texts = [
      `RUN a${fill(' && apt-get install b')}`, fill('COPY a /app\nRUN chown -R 1 /app\n'), fill('ARG HF_TOKEN\nRUN echo $HF_TOKEN\n'),
      fill('ENV A=${A}x\n'), `RUN ${fill('"$(')}`, `CMD ["sh", "-c", "${fill('a && ')}"]`, fill('FROM x AS x\nCMD a\n'),
      fill('# ai-stack: ignore docker/a\n'), fill('RUN pip install torch && sudo ls\n'), `RUN <<EOF\n${fill('apt-get install x\n')}EOF\n`,
    ]; // prettier-ignore
    const start = performance.now();
    for (const text of texts) check(`FROM python:3.12-slim\n${text}\n`);
    assert.ok(performance.now() - start < 15_000);
  });
});
