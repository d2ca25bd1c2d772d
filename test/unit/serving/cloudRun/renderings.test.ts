import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { cloudRunRenderer, renderCloudRun } from '../../../../src/core/serving/cloudRun/renderCloudRun.ts';
import { hclText } from '../../../../src/core/serving/cloudRun/renderTerraform.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../../src/node/nodeResources.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

const resources = new NodeResources();
const templates = (path: string) => resources.readText(`templates/${path}`);

async function filesOf(plan: ServingPlan, renderer = renderCloudRun): Promise<Record<string, string>> {
  const files = await renderer(plan, templates);
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

describe('renderings of Cloud Run', () => {
  it('end their lines and files as files do, and leave no mark of a template', async () => {
    for (const plan of Object.values(samplePlans))
      for (const [path, text] of Object.entries(await filesOf(plan))) {
        assert.ok(text.endsWith('\n') && !text.endsWith('\n\n'), path);
        assert.doesNotMatch(text, /\r|[ \t]$|@@|# @(?:if|end)/m, path);
      }
  });

  it('are those that were asked for', async () => {
    const parts = { terraform: false, workflow: false, cloudBuild: false };
    const files = await filesOf(samplePlans.vertex, cloudRunRenderer(parts));
    assert.deepEqual(Object.keys(files), [
      'deploy/service.yaml',
      'deploy/deploy.sh',
      'deploy/smoke-test.sh',
      'deploy/clean-up.sh',
    ]);
    assert.match(files['deploy/deploy.sh'] ?? '', /docker push/);
    assert.doesNotMatch(files['deploy/deploy.sh'] ?? '', /cloudbuild/);
  });

  it('make scripts executable', async () => {
    const files = await renderCloudRun(samplePlans.generic, templates);
    const executable = files.filter((file) => file.executable).map(({ path }) => path);
    assert.deepEqual(executable, ['deploy/deploy.sh', 'deploy/smoke-test.sh', 'deploy/clean-up.sh']);
  });

  it('keep Terraform off the image only where a workflow deploys it', async () => {
    const both = await filesOf(samplePlans.adk);
    assert.match(both['deploy/terraform/main.tf'] ?? '', /ignore_changes/);
    const parts = { terraform: true, workflow: false, cloudBuild: true };
    const alone = await filesOf(samplePlans.adk, cloudRunRenderer(parts));
    assert.doesNotMatch(alone['deploy/terraform/main.tf'] ?? '', /ignore_changes/);
  });

  it('leave the smoke test out of the workflow where its runner cannot reach the service', async () => {
    const plan = samplePlans.adk;
    const internal = await filesOf({ ...plan, deployment: { ...plan.deployment, ingress: 'internal' } });
    assert.doesNotMatch(internal['.github/workflows/deploy.yml'] ?? '', /smoke-test\.sh/);
    assert.match((await filesOf(plan))['.github/workflows/deploy.yml'] ?? '', /smoke-test\.sh/);
  });

  it('name no secret but those that are given, by a version', async () => {
    const files = await filesOf(samplePlans.langgraph);
    for (const [path, text] of Object.entries(files)) assert.doesNotMatch(text, /:latest\b|"latest"/, path);
    assert.match(files['deploy/service.yaml'] ?? '', /key: "1"/);
  });

  it('let nobody call the service who was not named', async () => {
    for (const text of Object.values(await filesOf(samplePlans.vertex)))
      assert.doesNotMatch(
        text.replace(/Never allUsers\.|"all(?:Authenticated)?Users"/g, ''),
        /allUsers|allow-unauthenticated/,
      );
  });

  it('give large images room and time to build', async () => {
    const build = async (plan: ServingPlan) =>
      parse((await filesOf(plan))['cloudbuild.yaml'] ?? '') as {
        timeout: string;
        options: { diskSizeGb?: number; logging: string };
      };
    const small = await build(samplePlans.vertex);
    assert.deepEqual([small.timeout, small.options.diskSizeGb], ['1800s', undefined]);
    assert.equal(small.options.logging, 'CLOUD_LOGGING_ONLY');
    const large = await build(samplePlans.ollama);
    assert.deepEqual([large.timeout, large.options.diskSizeGb], ['3780s', 110]);
  });

  it('say that a GPU is in preview only', async () => {
    const { gpu } = samplePlans.vllm;
    assert.ok(gpu);
    const files = await filesOf({ ...samplePlans.vllm, gpu: { ...gpu, preview: true } });
    assert.match(files['deploy/service.yaml'] ?? '', /run\.googleapis\.com\/launch-stage: BETA/);
    assert.match(files['deploy/terraform/main.tf'] ?? '', /launch_stage +="?|launch_stage += "BETA"/);
  });
});

describe('hclText', () => {
  it('holds what would be read as something else', () => {
    assert.equal(hclText('a"b\\c\n${x}%{y}$z'), '"a\\"b\\\\c\\n$${x}%%{y}$z"');
  });
});
