import { modelVolume } from '../cloudRun/modelVolume.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { commentedYaml, type YamlComment } from '../render/commentedYaml.ts';
import { cleanPath } from './copiedPaths.ts';
import { healthcheckWords, startPeriod } from './healthcheck.ts';
import { deploymentSettings } from './settings.ts';

const credentials = '/etc/gcloud/application_default_credentials.json';

/** `compose.yaml`: the image as it is deployed, on the developer's machine; Cloud Run does not read it. */
export function composeFile(plan: ServingPlan): string {
  const data = {
    services: { [plan.name]: service(plan) },
    ...(buildSecrets(plan).length > 0 && { secrets: { hf_token: { environment: 'HF_TOKEN' } } }),
  };
  return commentedYaml(data, comments(plan), 'For development: docker compose up --build');
}

function service(plan: ServingPlan): object {
  const { app, gpu, resources } = plan;
  const environment = environmentOf(plan);
  const volumes = volumesOf(plan);
  const watched = app.sources.map((path) => ({ action: 'rebuild', path: `./${cleanPath(path)}` }));
  return {
    build: { context: '.', ...(buildSecrets(plan).length > 0 && { secrets: buildSecrets(plan) }) },
    image: `${plan.name}:dev`,
    ...(gpu && { platform: plan.image.platform }),
    ...(needsCredentials(plan) && { user: '${UID:-1000}:${GID:-1000}' }),
    ports: [`127.0.0.1:${app.port}:${app.port}`],
    env_file: [{ path: '.env', required: false }],
    ...(Object.keys(environment).length > 0 && { environment }),
    ...(volumes.length > 0 && { volumes }),
    read_only: true,
    // Compiled kernels are loaded from there.
    tmpfs: [gpu ? '/tmp:exec,mode=1777' : '/tmp'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: '10s',
    healthcheck: {
      // Compose would fill `${PORT}` in itself.
      test: ['CMD', ...healthcheckWords(plan).map((word) => word.replaceAll('$', '$$$$'))],
      interval: '10s',
      timeout: '5s',
      retries: 3,
      start_period: `${startPeriod(plan)}s`,
    },
    deploy: {
      resources: {
        limits: { memory: `${resources.memoryMiB}M` },
        ...(gpu && {
          reservations: { devices: [{ driver: 'nvidia', count: gpu.count, capabilities: ['gpu'] }] },
        }),
      },
    },
    ...(watched.length > 0 && { develop: { watch: watched } }),
  };
}

/** What Vertex AI is called with: gcloud's own login stands in for the service account. */
function needsCredentials({ identity }: ServingPlan): boolean {
  return identity.roles.some(({ role }) => role === 'roles/aiplatform.user');
}

function environmentOf(plan: ServingPlan): Record<string, string> {
  const own = deploymentSettings(plan).map(({ name, value }) => [name, `\${${name}:-${value}}`]);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    ...(needsCredentials(plan) && { GOOGLE_APPLICATION_CREDENTIALS: credentials }),
  };
}

function volumesOf(plan: ServingPlan): object[] {
  const volume = modelVolume(plan);
  return [
    ...(needsCredentials(plan)
      ? [bind('${CLOUDSDK_CONFIG:-${HOME}/.config/gcloud}/application_default_credentials.json', credentials)]
      : []),
    ...(volume ? [bind('${MODELS:-./models}', volume.mountPath)] : []),
  ];
}

/** Without `create_host_path: false`, Docker makes an empty folder of a file that is missing. */
function bind(source: string, target: string): object {
  return { type: 'bind', source, target, read_only: true, bind: { create_host_path: false } };
}

/** A gated model is downloaded with a token, which Compose takes from the shell. */
function buildSecrets({ model, secrets }: ServingPlan): string[] {
  return model?.loading === 'baked' && secrets.some(({ name }) => name === 'HF_TOKEN') ? ['hf_token'] : [];
}

function comments(plan: ServingPlan): YamlComment[] {
  const at = (...path: string[]): readonly string[] => ['services', plan.name, ...path];
  const names = plan.secrets.map(({ name }) => name);
  const fromFile =
    names.length > 0
      ? `${names.join(', ')}: from .env, which no image gets.`
      : 'Settings of your own; no image gets this file.';
  return [
    {
      path: at('user'),
      text: 'gcloud lets only its owner read the file below, so that the container runs as you.',
    },
    { path: at('ports'), text: 'Only this machine reaches it.' },
    { path: at('env_file'), text: fromFile },
    {
      path: at('volumes'),
      text:
        plan.model?.loading === 'bucket' && !needsCredentials(plan)
          ? 'Stands in for the bucket.'
          : 'From `gcloud auth application-default login`: no key is made or copied.',
    },
    { path: at('read_only'), text: 'As strict as it can be run: nothing is written but /tmp.' },
    { path: at('deploy'), text: 'As much memory as on Cloud Run.' },
    { path: at('develop'), text: 'docker compose watch: an edit rebuilds the last layers.' },
  ];
}
