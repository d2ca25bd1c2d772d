import assert from 'node:assert/strict';
import type { CheckContext } from '../../../src/core/checks/check.ts';
import { applyCheckFix, checkFile, checkFolder } from '../../../src/core/checks/checkFile.ts';
import { checkKind, mayBeChecked } from '../../../src/core/checks/checkKind.ts';
import { isCompanion } from '../../../src/core/checks/companions.ts';
import { ignoreFix } from '../../../src/core/checks/suppress.ts';
import { catalogue } from './dockerfile/checkSample.ts';

const service = 'apiVersion: serving.knative.dev/v1\nkind: Service\n';

describe('what a file is checked as', () => {
  it('is told by its path, and for services of Cloud Run by the text', () => {
    const cases: [string, string | undefined][] = [
      ['Dockerfile', 'dockerfile'], ['a/Dockerfile.gpu', 'dockerfile'], ['api.dockerfile', 'dockerfile'], ['Containerfile', 'dockerfile'],
      ['Dockerfile.dockerignore', undefined], ['Dockerfile.j2', undefined], ['dockerfile.ts', undefined], ['docs/dockerfile.png', undefined],
      ['cloudbuild.yaml', 'cloud-build'], ['ci/cloudbuild-deploy.yml', 'cloud-build'], ['.github/workflows/a.yml', 'workflow'],
      ['deploy/main.tf', 'terraform'], ['deploy.sh', 'shell'], ['service.yaml', undefined], ['app/main.py', undefined],
    ]; // prettier-ignore
    for (const [path, kind] of cases) assert.equal(checkKind(path), kind, path);
    assert.equal(checkKind('any.yml', service), 'cloud-run-service');
    assert.equal(checkKind('any.yml', 'apiVersion: v1\nkind: Service\n'), undefined);
    assert.ok(mayBeChecked('any.yml') && mayBeChecked('Dockerfile') && !mayBeChecked('main.py'));
  });

  it('has companions that say something about it', () => {
    const companions = '.dockerignore Dockerfile.dockerignore .gitignore requirements-gpu.txt pyproject.toml Makefile compose.yaml deploy/service.yaml main.py'; // prettier-ignore
    for (const path of companions.split(' ')) assert.ok(isCompanion(path), path);
    for (const path of ['uv.lock', 'README.md', 'model.safetensors', 'values.yaml', 'lib/util.py'])
      assert.ok(!isCompanion(path), path);
  });
});

describe('a file that is checked', () => {
  const context: CheckContext = { paths: ['Dockerfile'], text: () => undefined, catalogue };
  const text = 'FROM python:3.12-slim\r\nWORKDIR app\r\nUSER root\r\nCMD ["python"]\r\n';

  it('gives what was found in the order of the text', () => {
    const found = checkFile({ path: 'Dockerfile', text }, context);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['docker/relative-workdir', 'docker/root-user'],
    );
    assert.deepEqual(checkFile({ path: 'notes.txt', text }, context), []);
    assert.deepEqual(checkFile({ path: 'Dockerfile', text: `${text}\0` }, context), []);
    assert.deepEqual(checkFile({ path: 'Dockerfile', text: text + '#'.repeat(1024 * 1024) }, context), []);
  });

  it('is fixed by edits in any order, and its line ends stay', () => {
    const edits = [{ start: 4, end: 5, text: 'E' }, { start: 0, end: 1, text: '' }, { start: 0, end: 0, text: 'x' }]; // prettier-ignore
    assert.equal(applyCheckFix('abcde', { id: 'a', title: 'A', edits }), 'xbcdE');
    const [first] = checkFile({ path: 'Dockerfile', text }, context);
    assert.equal(applyCheckFix(text, first!.fixes[0]!), text.replace('WORKDIR app', 'WORKDIR /app'));
  });

  it('is accepted by a comment that a fix writes', () => {
    const [first] = checkFile({ path: 'Dockerfile', text }, context);
    const accepted = applyCheckFix(text, ignoreFix({ path: 'Dockerfile', text }, first!));
    assert.match(accepted, /^# ai-stack: ignore docker\/relative-workdir\r\nWORKDIR app\r$/m);
    assert.deepEqual(checkFile({ path: 'Dockerfile', text: accepted }, context).map(({ code }) => code), ['docker/root-user']); // prettier-ignore
  });
});

describe('a folder that is checked', () => {
  it('reads only what is checked or says something about it', async () => {
    const files: Record<string, string> = {
      Dockerfile:
        'FROM python:3.12-slim\nUSER 1\nCMD ["uvicorn", "a:a", "--host", "0.0.0.0", "--port", "8000"]\n',
      'deploy/service.yaml': service,
      'values.yaml': 'a: 1\n',
      'README.md': '',
    };
    const read: string[] = [];
    const found = await checkFolder(
      Object.keys(files),
      (path) => {
        read.push(path);
        return Promise.resolve(path === 'values.yaml' ? undefined : files[path]);
      },
      catalogue,
    );
    assert.ok(!read.includes('README.md'));
    assert.deepEqual(
      found.map(({ path }) => path),
      ['Dockerfile', 'deploy/service.yaml'],
    );
    assert.deepEqual(
      found[0]?.diagnostics.map(({ code }) => code),
      ['docker/fixed-port'],
    );
  });
});
