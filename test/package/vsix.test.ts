import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../support/host/folders.ts';
import { findOutcome } from '../support/host/outcome.ts';
import { packageExtension, readVsix, unpackExtension } from '../support/vsix.ts';

/** What a user downloads, all of it. A new kind of file needs a line here and one in .vscodeignore. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/LICENSE\.txt$/,
  /^extension\/dist\/(extension|cli|secretWorker)\.js$/,
  /^extension\/dist\/chunks\/[\w-]+\.js$/,
  /^extension\/media\/(icon\.png|aiStack\.svg)$/,
  /^extension\/media\/guide\/[\w-]+\.(yaml|schema\.json|md)$/,
  /^extension\/media\/walkthrough\/[\w-]+\.(md|svg)$/,
  /^extension\/media\/catalog\/(models|serving|vertexClients)\.yaml$/,
  /^extension\/syntaxes\/modelfile\.(tmLanguage|language-configuration)\.json$/,
  /^extension\/media\/templates\/secret-guard\/[\w-]+\.(sh|yml|yaml)$/,
  /^extension\/media\/templates\/dockerfile\/\w+\.Dockerfile$/,
  /^extension\/media\/templates\/(cloud-run|identity|ray)\/[\w/-]+\.(sh|yml|yaml|tf|py|ts|go|java)$/,
  /^extension\/media\/templates\/fastapi\/([\w/-]+\.(py|toml|md|example)|gitignore)$/,
];

const required = [
  'extension/package.json',
  'extension/readme.md',
  'extension/LICENSE.txt',
  'extension/dist/extension.js',
  'extension/dist/cli.js',
  'extension/dist/secretWorker.js',
  'extension/media/icon.png',
  'extension/media/aiStack.svg',
  'extension/media/guide/guide.yaml',
  'extension/media/catalog/models.yaml',
  'extension/media/catalog/serving.yaml',
  'extension/media/catalog/vertexClients.yaml',
  'extension/syntaxes/modelfile.tmLanguage.json',
  'extension/media/templates/secret-guard/hook.sh',
  'extension/media/templates/secret-guard/pre-commit-hook.yaml',
  'extension/media/templates/secret-guard/workflow.yml',
  'extension/media/templates/dockerfile/python.Dockerfile',
  'extension/media/templates/cloud-run/deploy.sh',
  'extension/media/templates/identity/set-up.sh',
  'extension/media/templates/ray/versions.yaml',
  'extension/media/templates/fastapi/pyproject.toml',
];

describe('the packaged extension', () => {
  let vsix = '';
  let files = new Map<string, Buffer>();

  before(async () => {
    vsix = packageExtension();
    files = await readVsix(vsix);
  });

  it('holds only files of the kinds that belong in it', () => {
    const strays = [...files.keys()].filter((path) => !allowed.some((pattern) => pattern.test(path)));
    assert.deepEqual(strays, []);
  });

  it('holds everything the extension needs', () => {
    assert.deepEqual(
      required.filter((path) => !files.has(path)),
      [],
    );
  });

  it('names no file of the manifest that is not in it', () => {
    const manifest = files.get('extension/package.json')?.toString() ?? '';
    const named = [...manifest.matchAll(/"(?:\.\/)?((?:dist|media|syntaxes)\/[^"]+)"/g)].map(
      (match) => match[1],
    );
    assert.notEqual(named.length, 0);
    assert.deepEqual(
      named.filter((path) => !files.has(`extension/${path}`)),
      [],
    );
  });

  it('is smaller than 1 MB', () => {
    assert.ok(statSync(vsix).size < 1_000_000, `${statSync(vsix).size} bytes`);
  });

  it('runs in VS Code as installed', function () {
    const runner = join(repositoryFolder, 'test/support/integration.ts');
    const result = spawnSync(process.execPath, [runner, 'sample'], {
      encoding: 'utf8',
      env: { ...process.env, AI_STACK_EXTENSION: unpackExtension(files) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outcome = findOutcome(result.stdout);
    if (outcome !== undefined && outcome.skipped > 0 && outcome.passed + outcome.failed === 0) {
      this.skip();
    }
    assert.equal(result.status, 0, result.stdout + result.stderr);
    assert.ok(outcome !== undefined && outcome.passed > 0, result.stdout);
  });
});
