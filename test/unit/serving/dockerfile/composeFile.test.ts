import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { composeFile } from '../../../../src/core/serving/dockerfile/composeFile.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

/** The parts of a service that these tests look at. */
interface Service {
  readonly build: { readonly context: string; readonly secrets?: readonly string[] };
  readonly user?: string;
  readonly ports: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly { readonly source: string; readonly target: string; readonly read_only: boolean }[];
  readonly read_only: boolean;
  readonly tmpfs: readonly string[];
  readonly cap_drop: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly deploy: { readonly resources: { readonly limits: { readonly memory: string }; readonly reservations?: object } };
  readonly develop?: { readonly watch: readonly { readonly action: string; readonly path: string }[] };
} // prettier-ignore

function serviceOf(plan: ServingPlan): Service {
  const { services } = parse(composeFile(plan)) as { services: Record<string, Service> };
  assert.deepEqual(Object.keys(services), [plan.name]);
  return services[plan.name]!;
}

describe('composeFile', () => {
  it('runs the image as strictly as the cloud, reachable from this machine only', () => {
    for (const [name, plan] of Object.entries(samplePlans)) {
      const service = serviceOf(plan);
      assert.equal(service.build.context, '.', name);
      assert.deepEqual(service.ports, [`127.0.0.1:${plan.app.port}:${plan.app.port}`], name);
      assert.ok(service.read_only && service.tmpfs[0]?.startsWith('/tmp'), name);
      assert.deepEqual(service.cap_drop, ['ALL'], name);
      assert.equal(service.healthcheck.test[0], 'CMD', name);
      assert.equal(service.deploy.resources.limits.memory, `${plan.resources.memoryMiB}M`, name);
    }
  });

  it("gives an application of Vertex AI gcloud's own login, read-only, and its project", () => {
    const service = serviceOf(samplePlans.vertex);
    const [login] = service.volumes ?? [];
    assert.match(login?.source ?? '', /application_default_credentials\.json$/);
    assert.ok(login?.read_only);
    assert.deepEqual(service.environment, {
      GOOGLE_CLOUD_PROJECT: '${GOOGLE_CLOUD_PROJECT:-acme-prod}',
      GOOGLE_CLOUD_LOCATION: '${GOOGLE_CLOUD_LOCATION:-global}',
      GOOGLE_APPLICATION_CREDENTIALS: login.target,
    });
    assert.match(service.user ?? '', /UID/);
    assert.equal(serviceOf(samplePlans.generic).volumes, undefined);
    assert.equal(serviceOf(samplePlans.generic).user, undefined);
  });

  it('reserves a GPU where there is one, and lets compiled kernels run', () => {
    const service = serviceOf(samplePlans.vllm);
    const devices = [{ driver: 'nvidia', count: 1, capabilities: ['gpu'] }];
    assert.deepEqual(service.deploy.resources.reservations, { devices });
    assert.deepEqual(service.tmpfs, ['/tmp:exec,mode=1777']);
    assert.equal(serviceOf(samplePlans.transformers).deploy.resources.reservations, undefined);
  });

  it('has a folder stand in for the bucket', () => {
    assert.deepEqual(serviceOf(samplePlans.vllm).volumes, [
      {
        type: 'bind',
        source: '${MODELS:-./models}',
        target: '/models',
        read_only: true,
        bind: { create_host_path: false },
      },
    ]);
  });

  it("takes the hub's token from the shell, for the build only", () => {
    const secrets = [{ name: 'HF_TOKEN', secret: 'hf-token', version: '1' }];
    const text = composeFile({ ...samplePlans.transformers, secrets });
    assert.deepEqual((parse(text) as { secrets: unknown }).secrets, {
      hf_token: { environment: 'HF_TOKEN' },
    });
    assert.deepEqual(serviceOf({ ...samplePlans.transformers, secrets }).build.secrets, ['hf_token']);
    assert.doesNotMatch(composeFile(samplePlans.transformers), /hf_token/);
  });

  it('leaves a variable of the container to the container', () => {
    assert.deepEqual(serviceOf(samplePlans.ollama).healthcheck.test.slice(1), [
      'sh',
      '-c',
      'OLLAMA_HOST=127.0.0.1:$${PORT} ollama list',
    ]);
  });

  it('builds again when a source is edited', () => {
    assert.deepEqual(serviceOf(samplePlans.transformers).develop?.watch, [
      { action: 'rebuild', path: './app' },
    ]);
    assert.equal(serviceOf(samplePlans.vllm).develop, undefined);
  });
});
