import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors.ts';
import { cloudRun } from '../../../src/core/generate/cloudRun.ts';
import type { Generated } from '../../../src/core/generate/generator.ts';
import { checkPath } from '../../../src/core/generate/plan.ts';
import { generateContext } from '../../support/generateContext.ts';

const defaults = Object.fromEntries(cloudRun.options.map((option) => [option.id, option.default]));

const classifier = {
  'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\ntransformers==4.57.0\ntorch==2.8.0\n',
  'main.py': [
    'from fastapi import FastAPI',
    'from transformers import pipeline',
    '',
    'app = FastAPI()',
    'classify = pipeline("text-classification", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english")',
    '',
    '@app.get("/health")',
    'def health():',
    '    return {}',
    '',
  ].join('\n'),
};

function generate(files: Record<string, string>, set: Record<string, string> = {}): Promise<Generated> {
  return cloudRun.generate({ ...defaults, ...set }, generateContext('cloud-run', files));
}

function paths({ files }: Generated): string[] {
  return files.map(({ path }) => path);
}

describe('generate cloud-run', function () {
  this.slow(1000);

  it('writes the service, its scripts, Terraform and a workflow, but no Dockerfile', async () => {
    const generated = await generate(classifier);
    assert.deepEqual(paths(generated).toSorted(), [
      '.github/workflows/deploy.yml',
      'cloudbuild.yaml',
      'deploy/clean-up.sh',
      'deploy/deploy.sh',
      'deploy/service.yaml',
      'deploy/smoke-test.sh',
      'deploy/terraform/identity.tf',
      'deploy/terraform/main.tf',
      'deploy/terraform/outputs.tf',
      'deploy/terraform/variables.tf',
      'deploy/terraform/versions.tf',
    ]);
    for (const path of paths(generated)) assert.doesNotThrow(() => checkPath(path));
    assert.ok((generated.decisions ?? []).length > 0);
  });

  it('writes only what is asked for', async () => {
    const set = { terraform: 'false', workflow: 'false', 'cloud-build': 'false' };
    assert.deepEqual(paths(await generate(classifier, set)), [
      'deploy/service.yaml',
      'deploy/deploy.sh',
      'deploy/smoke-test.sh',
      'deploy/clean-up.sh',
    ]);
  });

  it('says in which order things are done, and what is not there yet', async () => {
    const { next } = await generate(classifier, { project: 'acme-prod' });
    assert.match(next[0] ?? '', /no Dockerfile here yet.*`ai-stack generate dockerfile \.`/);
    assert.match(next[1] ?? '', /`ai-stack generate identity \.`/);
    assert.ok(next.some((step) => step.includes('`deploy/deploy.sh`')));
    assert.ok(next.some((step) => step.includes('Nobody may call it yet.')));
    const there = await generate(
      { ...classifier, Dockerfile: 'FROM x:1\n', 'deploy/identity/set-up.sh': '' },
      { invoker: 'user:ada@example.com' },
    );
    assert.ok(!there.next.some((step) => /no Dockerfile|generate identity|Nobody may call/.test(step)));
    assert.ok(there.next.some((step) => step.includes('`PROJECT_ID=my-project deploy/deploy.sh`')));
  });

  it('tells what a GPU and weights in a bucket need', async () => {
    const { next } = await generate(classifier, {
      target: 'vllm',
      model: 'Qwen/Qwen3-8B',
      loading: 'bucket',
      bucket: 'acme-models',
    });
    assert.ok(next.some((step) => /quota for 1 GPU of nvidia-/.test(step)));
    assert.ok(next.some((step) => /weights of Qwen\/Qwen3-8B into gs:\/\/acme-models\/Qwen3-8B/.test(step)));
  });

  it('writes files of Kubernetes or Ray for what is more than one GPU', async () => {
    const gke = await generate(classifier, { target: 'vllm', model: 'Qwen/Qwen3-8B', platform: 'gke' });
    assert.deepEqual(paths(gke).toSorted(), [
      'deploy/kubernetes/deployment.yaml',
      'deploy/kubernetes/kustomization.yaml',
      'deploy/kubernetes/pod-monitoring.yaml',
      'deploy/kubernetes/service-account.yaml',
      'deploy/kubernetes/service.yaml',
    ]);
    assert.ok(gke.next.some((step) => step.includes('`kubectl apply -k deploy/kubernetes`')));
    const ray = await generate(classifier, { target: 'vllm', model: 'Qwen/Qwen3-8B', platform: 'ray' });
    assert.deepEqual(paths(ray).toSorted(), [
      'deploy/kubernetes/service-account.yaml',
      'deploy/ray/ray-service.yaml',
    ]);
  });

  it('builds an image for GKE where there are weights in it', async () => {
    const set = { target: 'vllm', model: 'Qwen/Qwen3-8B', platform: 'gke', loading: 'baked' };
    const generated = await generate(classifier, set);
    assert.ok(paths(generated).includes('cloudbuild.yaml'));
    assert.ok(generated.next.some((step) => step.includes('deploy/kubernetes/kustomization.yaml')));
  });

  it('refuses what nothing can be said of, with a remedy', async () => {
    await assert.rejects(generate({}), (error) => error instanceof UserError && error.remedy !== '');
  });

  it('gives the same files twice', async () => {
    assert.deepEqual(await generate(classifier), await generate(classifier));
  });
});
