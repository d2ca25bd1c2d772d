import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors.ts';
import type { Generated } from '../../../src/core/generate/generator.ts';
import { identity } from '../../../src/core/generate/identity.ts';
import { optionValues } from '../../../src/core/generate/optionValues.ts';
import { servingFiles } from '../../../src/core/serving/servingFiles.ts';
import { generateContext } from '../../support/generateContext.ts';
import { secretSample } from '../../support/secretSample.ts';

const key = secretSample(`${'AI' + 'za'}{word:35}`);
const server =
  'from fastapi import FastAPI\nfrom google import genai\n\napp = FastAPI()\nclient = genai.Client()\n';
const requirements = 'fastapi==0.120\nuvicorn==0.38\ngoogle-genai==2.1.0\n';
const origin = '[remote "origin"]\n\turl = git@github.com:acme/assistant.git\n';
const project = { 'app/main.py': server, 'requirements.txt': requirements, '.git/config': origin };

function generate(files: Record<string, string>, given: Record<string, string> = {}): Promise<Generated> {
  return identity.generate(optionValues(identity, given), generateContext('identity', files));
}

function pathsOf({ files }: Generated): string[] {
  return files.map(({ path }) => path);
}

function textOf({ files }: Generated, path: string): string {
  return files.find((file) => file.path === path)?.content ?? assert.fail(`${path} is not there`);
}

describe('generate identity', function () {
  this.slow(1000);

  it('makes scripts, Terraform and a client where a service calls models of Google', async () => {
    const made = await generate(project);
    assert.deepEqual(pathsOf(made), [
      servingFiles.setUpIdentity,
      servingFiles.verifyIdentity,
      servingFiles.removeIdentity,
      servingFiles.setUpGithub,
      ...['versions', 'variables', 'identity', 'github'].map(
        (name) => `${servingFiles.terraform}/${name}.tf`,
      ),
      'app/vertex_client.py',
    ]);
    assert.match(textOf(made, servingFiles.setUpIdentity), /'roles\/aiplatform\.user project'/);
    assert.deepEqual(made.warnings, []);
    assert.ok(made.files.filter(({ path }) => path.endsWith('.sh')).every(({ executable }) => executable));
  });

  it('grants the Vertex AI User role in an empty folder, too, and says what is missing', async () => {
    const made = await generate({});
    assert.match(textOf(made, servingFiles.setUpIdentity), /'roles\/aiplatform\.user project'/);
    assert.match(made.warnings?.join('\n') ?? '', /made without a service: The folder is empty/);
    assert.ok(made.decisions?.some(({ option, source }) => option === 'vertex-ai' && source === 'default'));
  });

  it('serves a script and an agent without a server', async () => {
    const made = await generate({
      'ask.py': 'from google import genai\nclient = genai.Client()\n',
      'requirements.txt': 'google-genai==2.1.0\n',
    });
    assert.ok(pathsOf(made).includes('vertex_client.py'));
    assert.match(made.warnings?.join('\n') ?? '', /No application object was found/);
  });

  it('grants nothing to a service that calls no model of Google, unless it is told to', async () => {
    const flask = {
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
      'requirements.txt': 'flask==3.1\ngunicorn==23.0\n',
    };
    assert.match(textOf(await generate(flask), servingFiles.setUpIdentity), /^GRANTS=\(\)$/m);
    const told = await generate(flask, { 'vertex-ai': 'yes' });
    assert.match(textOf(told, servingFiles.setUpIdentity), /'roles\/aiplatform\.user project'/);
    assert.ok(pathsOf(told).includes('vertex_client.py'));
  });

  it('stands beside the Terraform of the service, where that is there', async () => {
    const main = 'resource "google_cloud_run_v2_service" "service" {\n}\n';
    const made = await generate({ ...project, [`${servingFiles.terraform}/main.tf`]: main });
    assert.ok(!pathsOf(made).includes(`${servingFiles.terraform}/variables.tf`));
    assert.match(
      textOf(made, `${servingFiles.terraform}/github.tf`),
      /google_artifact_registry_repository\.images\.location/,
    );
    const alone = await generate(project);
    assert.equal(
      textOf(made, `${servingFiles.terraform}/identity.tf`),
      textOf(alone, `${servingFiles.terraform}/identity.tf`),
    );
  });

  it('leaves out what is not wanted', async () => {
    const made = await generate(project, { client: 'none', terraform: 'false', github: 'none' });
    assert.deepEqual(pathsOf(made), [
      servingFiles.setUpIdentity,
      servingFiles.verifyIdentity,
      servingFiles.removeIdentity,
    ]);
  });

  it('writes the clients that are named, each where its language has it', async () => {
    const files = {
      ...project,
      'src/index.ts': '',
      'src/main/java/com/acme/App.java': 'package com.acme;\n',
    };
    const made = await generate(files, { client: 'python,typescript,go,java' });
    assert.deepEqual(pathsOf(made).slice(-4), [
      'app/vertex_client.py',
      'src/vertexClient.ts',
      'vertexclient/vertexclient.go',
      'src/main/java/com/acme/VertexClient.java',
    ]);
    assert.match(textOf(made, 'src/main/java/com/acme/VertexClient.java'), /^package com\.acme;$/m);
  });

  it('asks an older library by the setting that it knows', async () => {
    const old = { ...project, 'requirements.txt': requirements.replace('2.1.0', '1.9.0') };
    assert.match(textOf(await generate(old), 'app/vertex_client.py'), /genai\.Client\(vertexai=True/);
    assert.match(textOf(await generate(project), 'app/vertex_client.py'), /genai\.Client\(enterprise=True/);
  });

  it('writes no client where the code does without a key already, and keeps its own', async () => {
    const keyless = {
      ...project,
      'app/main.py': server.replace('genai.Client()', 'genai.Client(vertexai=True)'),
    };
    assert.ok(!pathsOf(await generate(keyless)).includes('app/vertex_client.py'));
    const first = await generate(project);
    const again = await generate({
      ...project,
      'app/vertex_client.py': textOf(first, 'app/vertex_client.py'),
    });
    assert.deepEqual(again.files, first.files);
  });

  it('names keys by file and line, how they are revoked and which fix takes them out; never a value', async () => {
    const made = await generate({
      ...project,
      'app/ask.py': `from google import genai\nclient = genai.Client(api_key="${key}")\n`,
      'run.sh': 'export GOOGLE_APPLICATION_CREDENTIALS=key.json\n',
    });
    const said = [...made.next, ...(made.warnings ?? [])].join('\n');
    assert.match(said, /app\/ask\.py:2 has a key in it/);
    assert.match(said, /run\.sh:1 uses a key file/);
    assert.match(said, /the quick fix on it is "Switch to Vertex AI/);
    assert.match(said, /revoke it .*https:\/\/console\.cloud\.google\.com\/apis\/credentials/);
    const all = JSON.stringify(made);
    assert.ok(!all.includes(key) && !all.includes(key.slice(-20)));
  });

  it('says how to sign in on one’s own machine, better with the rights of the service alone', async () => {
    const { next } = await generate(project, { project: 'acme-prod' });
    assert.ok(next.some((step) => step.includes('`gcloud auth application-default login`')));
    assert.ok(
      next.some((step) =>
        /--impersonate-service-account=assistant@acme-prod\.iam\.gserviceaccount\.com/.test(step),
      ),
    );
  });

  it('refuses what it cannot do, in one sentence', async () => {
    const bad: [Record<string, string>, RegExp][] = [
      [{ region: 'europe-west77' }, /no region "europe-west77"/],
      [{ client: 'rust' }, /option client cannot be "rust"/],
      [{ 'github-owner-id': 'acme' }, /option github-owner-id cannot be "acme"/],
      [{ project: 'Acme Prod' }, /option project cannot be/],
      [{ 'service-account': 'abc' }, /option service-account cannot be/],
      [{ invoker: 'allUsers' }, /option invoker cannot be/],
    ];
    for (const [given, message] of bad)
      await assert.rejects(
        async () => generate(project, given),
        (error) => error instanceof UserError && message.test(error.message),
      );
  });
});
