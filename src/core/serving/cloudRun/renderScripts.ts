import type { GeneratedFile } from '../../generate/generator.ts';
import type { OptionValues } from '../../generate/generator.ts';
import { render } from '../../generate/render.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import type { Renderer } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { imageName, requiredApis } from './deployedNames.ts';
import { smokeRequest } from './smokeRequest.ts';

/** How the scripts build: in Cloud Build by `cloudbuild.yaml`, or by Docker where they run. */
export interface ScriptOptions {
  readonly cloudBuild: boolean;
}

/** `deploy/deploy.sh`, `deploy/smoke-test.sh` and `deploy/clean-up.sh`. */
export function scriptsRenderer({ cloudBuild }: ScriptOptions): Renderer {
  return async (plan, templates) => {
    const values = scriptValues(plan, cloudBuild);
    const file = async (path: string, template: string): Promise<GeneratedFile> => ({
      path,
      content: render(await templates(`cloud-run/${template}`), values),
      executable: true,
    });
    return Promise.all([
      file(servingFiles.deploy, 'deploy.sh'),
      file(servingFiles.smokeTest, 'smoke-test.sh'),
      file(servingFiles.cleanUp, 'clean-up.sh'),
    ]);
  };
}

function scriptValues(plan: ServingPlan, cloudBuild: boolean): OptionValues {
  const { deployment, identity, secrets, app, probes } = plan;
  const request = smokeRequest(plan);
  return {
    service: plan.name,
    image: imageName(plan),
    repository: deployment.repository,
    'service-account': identity.serviceAccount,
    project: deployment.project,
    'project-known': String(deployment.project !== ''),
    region: deployment.region,
    'region-known': String(deployment.region !== ''),
    'cloud-build': String(cloudBuild),
    apis: requiredApis(plan)
      .filter((api) => cloudBuild || api !== 'cloudbuild.googleapis.com')
      .map((api) => `  ${api}`)
      .join('\n'),
    'has-secrets': String(secrets.length > 0),
    secrets: secrets.map(({ secret, version }) => `  ${secret}:${version}`).join('\n'),
    'has-invokers': String(identity.invokers.length > 0),
    invokers: identity.invokers.map((invoker) => `  ${quoted(invoker)}`).join('\n'),
    'has-roles': String(identity.roles.length > 0),
    gpu: String(plan.gpu !== undefined),
    internal: String(deployment.ingress !== 'all'),
    'health-path': app.healthPath ?? '/',
    'has-ready': String(app.readyPath !== undefined && app.readyPath !== app.healthPath),
    'ready-path': app.readyPath ?? app.healthPath ?? '/',
    'has-request': String(request !== undefined),
    'has-body': String(request?.body !== undefined),
    'request-path': request?.path ?? '',
    'request-body': request?.body === undefined ? '' : JSON.stringify(request.body),
    'request-answer': request?.answer ?? '',
    'request-optional': String(request?.optional === true),
    'deadline-seconds': String(2 * probes.expectedStartSeconds + 60),
    port: String(app.port),
  };
}

/** A word of the shell, quoted only where it must be. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
