import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderCloudRun, cloudRunRenderer } from '../../../src/core/serving/cloudRun/renderCloudRun.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { FakeGcloud } from '../../support/serving/fakeGcloud.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';
import { disagreements, planShape } from '../../support/serving/shape/deployedShape.ts';
import { readService } from '../../support/serving/shape/readService.ts';

const resources = new NodeResources();
const templates = (path: string) => resources.readText(`templates/${path}`);
const digest = `sha256:${'7'.padStart(64, '0')}`;

/** A plan with everything that the scripts speak of. */
const plan: ServingPlan = {
  ...samplePlans.langgraph,
  identity: {
    ...samplePlans.langgraph.identity,
    invokers: ['user:ada@example.com', 'group:all@example.com'],
  },
};
const homeless: ServingPlan = { ...plan, deployment: { ...plan.deployment, project: '', region: '' } };

async function folderOf(of: ServingPlan, renderer = renderCloudRun): Promise<FakeGcloud> {
  return new FakeGcloud(await renderer(of, templates));
}

describe('deploy.sh', function () {
  this.timeout(60_000);
  this.slow(3000);
  let cloud: FakeGcloud;
  beforeEach(async () => {
    cloud = await folderOf(plan);
  });
  afterEach(() => cloud.remove());

  it('makes what is missing, builds, deploys by digest and prints the address', async () => {
    const { status, out, said } = await cloud.run('deploy/deploy.sh');
    assert.equal(status, 0, said);
    assert.equal(out, 'https://service.example\n');
    const calls = cloud
      .calls()
      .map((call) => call.replace(/_TAG=\S+/, '_TAG=T').replace(/:\d{8}-\d{6}/, ':T'));
    const place = '--location=europe-west1 --project=acme-prod';
    const at = '--region=europe-west1 --project=acme-prod';
    const image = 'europe-west1-docker.pkg.dev/acme-prod/sentiment-api/langgraph-api';
    assert.deepEqual(
      calls.map((call) => call.replace(/\/\S+\/service\.yaml/, 'SERVICE')),
      [
        'services enable run.googleapis.com artifactregistry.googleapis.com cloudbuild.googleapis.com ' +
          'iam.googleapis.com aiplatform.googleapis.com secretmanager.googleapis.com --project=acme-prod',
        `artifacts repositories describe sentiment-api ${place}`,
        'artifacts repositories create sentiment-api --repository-format=docker --location=europe-west1 ' +
          '--labels=made-for=langgraph-api --description=Images of langgraph-api --project=acme-prod',
        'iam service-accounts describe langgraph-api@acme-prod.iam.gserviceaccount.com --project=acme-prod',
        'secrets versions describe 1 --secret=langgraph-database-url --project=acme-prod',
        'builds submit . --config=cloudbuild.yaml --project=acme-prod --substitutions=_REGION=europe-west1,_TAG=T',
        `artifacts docker images describe ${image}:T --project=acme-prod --format=value(image_summary.digest)`,
        `run services replace SERVICE ${at} --quiet`,
        `run services add-iam-policy-binding langgraph-api --member=user:ada@example.com --role=roles/run.invoker ${at} --quiet`,
        `run services add-iam-policy-binding langgraph-api --member=group:all@example.com --role=roles/run.invoker ${at} --quiet`,
        `run services describe langgraph-api ${at} --format=value(status.url)`,
      ],
    );
  });

  it('sends the service that the plan says, with the image by its digest', async () => {
    await cloud.run('deploy/deploy.sh');
    const sent = cloud.deployed();
    assert.match(
      sent,
      new RegExp(
        `image: europe-west1-docker\\.pkg\\.dev/acme-prod/sentiment-api/langgraph-api@${digest}$`,
        'm',
      ),
    );
    assert.match(sent, /serviceAccountName: langgraph-api@acme-prod\.iam\.gserviceaccount\.com$/m);
    assert.doesNotMatch(sent.replace(/^#.*$/gm, ''), /\$\{/);
    const { environment, ...rest } = readService(sent);
    assert.deepEqual(disagreements(planShape(plan), 'sent', rest), []);
    assert.equal(environment?.['GOOGLE_CLOUD_PROJECT'], 'acme-prod');
  });

  it('may run again, and then makes nothing anew', async () => {
    await cloud.run('deploy/deploy.sh');
    cloud.calls();
    const { status } = await cloud.run('deploy/deploy.sh');
    assert.equal(status, 0);
    assert.ok(!cloud.calls().some((call) => call.includes('repositories create')));
  });

  it('deploys to another project and region when told so', async () => {
    await cloud.run('deploy/deploy.sh', [], { PROJECT_ID: 'other-project', REGION: 'us-west1' });
    const sent = cloud.deployed();
    assert.match(sent, /langgraph-api@other-project\.iam/);
    assert.match(sent, /image: us-west1-docker\.pkg\.dev\/other-project\//);
    assert.ok(!/acme-prod/.test(sent));
    assert.ok(!cloud.calls().some((call) => /acme-prod|europe-west1/.test(call)));
  });

  it('deploys an image that is there, and touches nothing else', async () => {
    const image = `europe-west1-docker.pkg.dev/acme-prod/sentiment-api/langgraph-api@${digest}`;
    const { status } = await cloud.run('deploy/deploy.sh', ['--image', image]);
    assert.equal(status, 0);
    assert.deepEqual(
      cloud.calls().map((call) => call.split(' ').slice(0, 3).join(' ')),
      ['run services replace', 'run services describe'],
    );
  });

  it('only builds when told so, and prints the image', async () => {
    const { status, out } = await cloud.run('deploy/deploy.sh', ['--build-only']);
    assert.equal(status, 0);
    assert.equal(out, `europe-west1-docker.pkg.dev/acme-prod/sentiment-api/langgraph-api@${digest}\n`);
    assert.ok(!cloud.calls().some((call) => call.startsWith('run ')));
  });

  it('only prints what it would do in a dry run', async () => {
    const { status, out } = await cloud.run('deploy/deploy.sh', ['--dry-run']);
    assert.equal(status, 0);
    assert.deepEqual(cloud.calls(), []);
    assert.match(out, /^gcloud services enable run\.googleapis\.com /m);
    assert.match(
      out,
      /^gcloud artifacts repositories create sentiment-api .*--description=Images\\ of\\ langgraph-api /m,
    );
    assert.match(out, /^gcloud builds submit \. /m);
    assert.match(out, /^gcloud run services replace SERVICE_YAML /m);
    assert.match(out, / {6}containers:\n {8}- image: europe-west1-docker\.pkg\.dev\/.*@sha256:DIGEST$/m);
  });

  const failures = {
    'services enable': /does not work today/,
    'repositories create': /does not work today/,
    'builds submit': /does not work today/,
    'services replace': /does not work today/,
    'add-iam-policy-binding': /does not work today/,
  };
  for (const [where, sentence] of Object.entries(failures))
    it(`stops where "${where}" fails, and can be run again`, async () => {
      const first = await cloud.run('deploy/deploy.sh', [], { FAKE_FAILS: where });
      assert.equal(first.status, 1);
      assert.match(first.said, sentence);
      assert.ok(cloud.calls().at(-1)?.includes(where), 'it went on after the failure');
      assert.equal(first.out, '');
      assert.equal((await cloud.run('deploy/deploy.sh')).status, 0);
    });

  it('says what is missing before it builds', async () => {
    cloud.lacks('account');
    const account = await cloud.run('deploy/deploy.sh');
    assert.equal(account.status, 1);
    assert.match(account.said, /langgraph-api@acme-prod\S+ is not there\..*deploy\/identity\/set-up\.sh/);
    cloud.has('account');
    cloud.lacks('secret');
    const secret = await cloud.run('deploy/deploy.sh');
    assert.equal(secret.status, 1);
    assert.match(
      secret.said,
      /langgraph-database-url has no version 1\. Add one: gcloud secrets versions add/,
    );
    assert.ok(!cloud.calls().some((call) => call.startsWith('builds')));
  });

  it('says so when the image is not there after the build', async () => {
    cloud.write({ path: '../bin/git', content: '#!/bin/sh\nexit 1\n', executable: true });
    const { status, said } = await cloud.run('deploy/deploy.sh', [], { FAKE_FAILS: 'nothing' });
    assert.equal(status, 0, said);
    cloud.lacks('built');
    cloud.write({ path: '../bin/gcloud', content: '#!/bin/sh\nexit 0\n', executable: true });
    const lost = await cloud.run('deploy/deploy.sh');
    assert.equal(lost.status, 1);
    assert.match(lost.said, /was not found after the build/);
  });

  const refused: Readonly<
    Record<string, readonly [args: string[], env: NodeJS.ProcessEnv, sentence: RegExp]>
  > = {
    'an unknown word': [['--force'], {}, /^Usage: /m],
    'an image that is not named': [['--image'], {}, /--image needs/],
    'an image with more than an address in it': [['--image', 'a & b'], {}, /no address of an image/],
    'a project that is none': [[], { PROJECT_ID: 'a b' }, /no id of a project/],
    'a region that is none': [[], { REGION: '${X}' }, /no region/],
  };
  for (const [what, [args, env, sentence]] of Object.entries(refused))
    it(`refuses ${what}`, async () => {
      const { status, said } = await cloud.run('deploy/deploy.sh', args, env);
      assert.equal(status, 2);
      assert.match(said, sentence);
      assert.deepEqual(cloud.calls(), []);
    });

  it('refuses to run without a project, in one sentence', async () => {
    const without = await folderOf(homeless);
    try {
      for (const path of ['deploy/deploy.sh', 'deploy/smoke-test.sh', 'deploy/clean-up.sh']) {
        const { status, said } = await without.run(path, path.endsWith('clean-up.sh') ? ['--yes'] : []);
        assert.equal(status, 2, path);
        assert.match(
          said,
          /^PROJECT_ID is not set\. Name the Google Cloud project: PROJECT_ID=my-project \S.*\n$/,
          path,
        );
      }
      const { said } = await without.run('deploy/deploy.sh', [], { PROJECT_ID: 'acme-prod' });
      assert.match(said, /^REGION is not set\./);
      assert.deepEqual(without.calls(), []);
    } finally {
      without.remove();
    }
  });

  it('builds by Docker where Cloud Build is not wanted', async () => {
    const parts = { terraform: false, workflow: false, cloudBuild: false };
    const local = await folderOf(plan, cloudRunRenderer(parts));
    try {
      local.has('built');
      const { status, said } = await local.run('deploy/deploy.sh');
      assert.equal(status, 0, said);
      const calls = local.calls().map((call) => call.replace(/:\d{8}-\d{6}/, ':T'));
      const image = 'europe-west1-docker.pkg.dev/acme-prod/sentiment-api/langgraph-api:T';
      assert.ok(calls.includes(`docker build --platform=linux/amd64 --tag=${image} .`));
      assert.ok(calls.includes(`docker push ${image}`));
      assert.ok(!calls.some((call) => call.startsWith('builds')));
    } finally {
      local.remove();
    }
  });
});

describe('clean-up.sh', function () {
  this.timeout(60_000);
  this.slow(3000);
  let cloud: FakeGcloud;
  beforeEach(async () => {
    cloud = await folderOf(plan);
    await cloud.run('deploy/deploy.sh');
    cloud.calls();
  });
  afterEach(() => cloud.remove());

  it('asks somebody, and deletes nothing where nobody can answer', async () => {
    const { status, said } = await cloud.run('deploy/clean-up.sh');
    assert.equal(status, 2);
    assert.match(said, /Say --yes/);
    assert.deepEqual(cloud.calls(), []);
  });

  it('deletes the service and the repository that deploy.sh made', async () => {
    const { status, said } = await cloud.run('deploy/clean-up.sh', ['--yes']);
    assert.equal(status, 0, said);
    const deleted = cloud.calls().filter((call) => call.includes(' delete '));
    assert.deepEqual(deleted, [
      'run services delete langgraph-api --region=europe-west1 --project=acme-prod --quiet',
      'artifacts repositories delete sentiment-api --location=europe-west1 --project=acme-prod --quiet',
    ]);
    assert.ok(!cloud.hasService);
  });

  it('leaves a repository that somebody else made, and deletes the images in it', async () => {
    cloud.has('repository', 'somebody-else\n');
    assert.equal((await cloud.run('deploy/clean-up.sh', ['--yes'])).status, 0);
    const deleted = cloud.calls().filter((call) => call.includes(' delete '));
    assert.deepEqual(deleted, [
      'run services delete langgraph-api --region=europe-west1 --project=acme-prod --quiet',
      'artifacts docker images delete europe-west1-docker.pkg.dev/acme-prod/sentiment-api/langgraph-api --delete-tags --project=acme-prod --quiet',
    ]);
  });

  it('may run again', async () => {
    await cloud.run('deploy/clean-up.sh', ['--yes']);
    const { status, said } = await cloud.run('deploy/clean-up.sh', ['--yes']);
    assert.equal(status, 0);
    assert.match(
      said,
      /The service langgraph-api is not there\.\nThe repository sentiment-api is not there\./,
    );
  });

  it('only prints what it would do in a dry run', async () => {
    const { status, out } = await cloud.run('deploy/clean-up.sh', ['--dry-run']);
    assert.equal(status, 0);
    assert.deepEqual(cloud.calls(), []);
    assert.match(out, /^gcloud run services delete langgraph-api /m);
  });
});

interface Answer {
  readonly status: number;
  readonly body?: string;
}

/** A server of which each path answers what it is told, one after the other; the last answer stays. */
class Answers {
  readonly asked: { readonly path: string; readonly token: string; readonly body: string }[] = [];
  readonly #server: Server;

  constructor(answers: Record<string, Answer[]>) {
    this.#server = createServer((request, response) => {
      void textOf(request).then((body) => {
        const path = request.url ?? '';
        this.asked.push({ path, token: request.headers.authorization ?? '', body });
        const left = answers[path] ?? [{ status: 404 }];
        const answer = left.length > 1 ? left.shift() : left[0];
        response.writeHead(answer?.status ?? 500).end(answer?.body ?? '');
      });
    });
  }

  async url(): Promise<string> {
    if (!this.#server.listening)
      await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.#server.close();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

describe('smoke-test.sh', function () {
  this.timeout(60_000);
  this.slow(3000);
  const well = { '/health': [{ status: 200 }], '/ready': [{ status: 200 }] };
  const chat = { '/v1/chat/completions': [{ status: 200, body: '{"choices":[]}' }] };

  async function ask(of: ServingPlan, answers: Record<string, Answer[]>, env: NodeJS.ProcessEnv = {}) {
    const server = new Answers(answers);
    const cloud = await folderOf(of);
    try {
      const result = await cloud.run('deploy/smoke-test.sh', ['--url', `${await server.url()}/`], env);
      return { ...result, asked: server.asked };
    } finally {
      server.close();
      cloud.remove();
    }
  }

  it('asks for health, readiness and one answer of the model', async () => {
    const { status, said, asked } = await ask(samplePlans.vllm, { '/health': [{ status: 200 }], ...chat });
    assert.equal(status, 0, said);
    assert.deepEqual(
      asked.map(({ path }) => path),
      ['/health', '/v1/chat/completions'],
    );
    const { model, messages } = JSON.parse(asked[1]?.body ?? '') as { model: string; messages: object[] };
    assert.deepEqual([model, messages.length], ['Qwen/Qwen3-8B-FP8', 1]);
  });

  it('waits for a service that is still starting', async () => {
    const answers = { ...well, '/ready': [{ status: 503 }, { status: 503 }, { status: 200 }] };
    const { status, asked } = await ask(samplePlans.vertex, answers);
    assert.equal(status, 0);
    assert.equal(asked.filter(({ path }) => path === '/ready').length, 3);
  });

  it('ends with 3 where nothing answers in time', async () => {
    const answers = { ...well, '/ready': [{ status: 503 }] };
    const { status, said } = await ask(samplePlans.vertex, answers, { DEADLINE_SECONDS: '1' });
    assert.equal(status, 3);
    assert.match(said, /\/ready: 503 after \d+ s; the deadline was 1 s\./);
  });

  it('ends with 3 where there is no server', async () => {
    const cloud = await folderOf(samplePlans.vertex);
    const { status, said } = await cloud.run('deploy/smoke-test.sh', ['--url', 'http://127.0.0.1:9'], {
      DEADLINE_SECONDS: '1',
    });
    cloud.remove();
    assert.equal(status, 3);
    assert.match(said, /\/health: 000 after/);
  });

  it('does not wait where it may not ask', async () => {
    const { status, said } = await ask(samplePlans.vertex, { '/health': [{ status: 403 }] });
    assert.equal(status, 1);
    assert.match(said, /\/health: 403\..*roles\/run\.invoker/);
  });

  it('ends with 1 where the model fails or answers something else', async () => {
    const health = { '/health': [{ status: 200 }] };
    const failed = await ask(samplePlans.vllm, {
      ...health,
      '/v1/chat/completions': [{ status: 500, body: 'out of memory' }],
    });
    assert.equal(failed.status, 1);
    assert.match(failed.said, /out of memory[^]*\/v1\/chat\/completions: 500/);
    const other = await ask(samplePlans.vllm, {
      ...health,
      '/v1/chat/completions': [{ status: 200, body: '<html>' }],
    });
    assert.equal(other.status, 1);
    assert.match(other.said, /the answer has no "choices"/);
  });

  it('asks an application for a route only where it has it', async () => {
    const without = await ask(samplePlans.transformers, {
      ...well,
      '/openapi.json': [{ status: 200, body: '{}' }],
    });
    assert.equal(without.status, 0);
    assert.match(without.said, /\/classify: not a route of this application/);
    const having = await ask(samplePlans.transformers, {
      ...well,
      '/openapi.json': [{ status: 200, body: '{"paths":{"/classify":{}}}' }],
      '/classify': [{ status: 200, body: '{"results":[{"label":"POSITIVE"}]}' }],
    });
    assert.equal(having.status, 0, having.said);
    assert.equal(having.asked.at(-1)?.body.trim(), '{"inputs":"I like it."}');
  });

  it('finds the service and shows the token of whoever is signed in', async () => {
    const server = new Answers(well);
    const cloud = await folderOf(samplePlans.vertex);
    try {
      cloud.state('url', `${await server.url()}\n`);
      cloud.state('service.yaml', '');
      const { status, said } = await cloud.run('deploy/smoke-test.sh');
      assert.equal(status, 0, said);
      assert.deepEqual(new Set(server.asked.map(({ token }) => token)), new Set(['Bearer token-of-a-user']));
      assert.doesNotMatch(said, /token-of-a-user/);
      cloud.calls();
      await cloud.run('deploy/smoke-test.sh', [], { ID_TOKEN: 'given' });
      assert.equal(server.asked.at(-1)?.token, 'Bearer given');
      assert.ok(!cloud.calls().some((call) => call.startsWith('auth')));
    } finally {
      server.close();
      cloud.remove();
    }
  });

  it('ends with 2 where the service is not there', async () => {
    const cloud = await folderOf(samplePlans.vertex);
    const { status, said } = await cloud.run('deploy/smoke-test.sh');
    cloud.remove();
    assert.equal(status, 2);
    assert.match(said, /The service vertex-api was not found in europe-west1\./);
  });
});
