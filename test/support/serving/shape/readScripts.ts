import { parse } from 'yaml';
import type { DeployedShape } from './deployedShape.ts';

/** What `deploy/deploy.sh` sets by itself. */
export function readDeployScript(text: string): Partial<DeployedShape> {
  return {
    ...readSettings(text),
    repository: valueOf(text, 'REPOSITORY'),
    image: /\$REPOSITORY\/([\w-]+)"/.exec(text)?.[1] ?? '',
    serviceAccount: /^SERVICE_ACCOUNT="([\w-]+)@\$PROJECT_ID\./m.exec(text)?.[1] ?? '',
    invokers: arrayOf(text, 'INVOKERS'),
    apis: arrayOf(text, 'APIS'),
    secretVersions: arrayOf(text, 'SECRETS'),
  };
}

/** The service, project and region of any of the scripts. */
export function readSettings(text: string): Pick<DeployedShape, 'service' | 'project' | 'region'> {
  return {
    service: valueOf(text, 'SERVICE'),
    project: defaultOf(text, 'PROJECT_ID'),
    region: defaultOf(text, 'REGION'),
  };
}

/** What `deploy/clean-up.sh` deletes. */
export function readCleanUp(text: string): Partial<DeployedShape> {
  return {
    ...readSettings(text),
    repository: valueOf(text, 'REPOSITORY'),
    image: /\$REPOSITORY\/([\w-]+)"/.exec(text)?.[1] ?? '',
  };
}

/** What `deploy/smoke-test.sh` asks. */
export function readSmokeTest(text: string): Partial<DeployedShape> {
  const [healthPath = '', readyPath = healthPath] = [...text.matchAll(/^ {2}await_answer (\S+)$/gm)].map(
    ([, path]) => path ?? '',
  );
  return { ...readSettings(text), healthPath, readyPath };
}

/** What `cloudbuild.yaml` builds. */
export function readCloudBuild(text: string): Partial<DeployedShape> {
  const { substitutions } = parse(text) as { substitutions: Record<string, string> };
  const [, repository = '', image = ''] = (substitutions['_IMAGE'] ?? '').split('/').slice(1);
  return { region: substitutions['_REGION'] ?? '', repository, image };
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string };
  readonly jobs: {
    readonly deploy: {
      readonly steps: readonly { readonly id?: string; readonly with?: Record<string, string> }[];
    };
  };
}

/** What the workflow builds and where it deploys it. */
export function readWorkflow(text: string): Partial<DeployedShape> {
  const { env, concurrency, jobs } = parse(text) as Workflow;
  const tags = jobs.deploy.steps.find(({ id }) => id === 'build')?.with?.['tags'] ?? '';
  const [, repository = '', image = ''] = /PROJECT_ID \}\}\/([\w-]+)\/([\w-]+):/.exec(tags) ?? [];
  return {
    service: concurrency.group.replace(/^deploy-/, ''),
    project: fallback(env['PROJECT_ID'] ?? ''),
    region: fallback(env['REGION'] ?? ''),
    repository,
    image,
    reachable: jobs.deploy.steps.some(({ id }) => id === 'identity'),
  };
}

/** `${{ vars.X || 'value' }}` */
function fallback(expression: string): string {
  return /\|\| '([^']*)'/.exec(expression)?.[1] ?? '';
}

function valueOf(script: string, name: string): string {
  return new RegExp(`^${name}=(\\S+)$`, 'm').exec(script)?.[1] ?? '';
}

function defaultOf(script: string, name: string): string {
  return new RegExp(`^${name}="\\$\\{${name}:-([^}]*)\\}"$`, 'm').exec(script)?.[1] ?? '';
}

function arrayOf(script: string, name: string): string[] {
  const lines = new RegExp(`^${name}=\\(\\n((?: {2}\\S+\\n)*)\\)$`, 'm').exec(script)?.[1] ?? '';
  return lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}
