import type { ServingPlan } from '../plan/servingPlan.ts';

/**
 * Marks in `deploy/service.yaml` that `deploy/deploy.sh` fills in. They stand for what a deployment decides and the
 * file cannot: the image that was just built, and the project where none is named.
 */
export const placeholders = { image: '${IMAGE}', project: '${PROJECT_ID}' } as const;

/** Without registry, tag and digest: the name of the image in its repository. */
export function imageName({ name }: Pick<ServingPlan, 'name'>): string {
  return name;
}

/**
 * The environment of the container. What names the project is left to the script, which may be given another one; clients
 * of Vertex AI are told the project also where the plan knows none.
 */
export function deployedEnvironment(
  plan: ServingPlan,
  project: string,
): readonly { readonly name: string; readonly value: string }[] {
  const names = new Set(plan.environment.map(({ name }) => name));
  const isUntold = names.has('GOOGLE_CLOUD_LOCATION') && !names.has('GOOGLE_CLOUD_PROJECT');
  const settings = plan.environment.map(({ name, value }) => ({
    name,
    value: projectVariables.has(name) && namesProject(value, plan) ? project : value,
  }));
  return isUntold ? [...settings, { name: 'GOOGLE_CLOUD_PROJECT', value: project }] : settings;
}

/** The services of Google Cloud that must be on, in the order in which they are needed. */
export function requiredApis(plan: ServingPlan): readonly string[] {
  const roles = plan.identity.roles.map(({ role }) => role);
  return [
    'run.googleapis.com',
    'artifactregistry.googleapis.com',
    'cloudbuild.googleapis.com',
    'iam.googleapis.com',
    ...(roles.some((role) => role.startsWith('roles/aiplatform.')) ? ['aiplatform.googleapis.com'] : []),
    ...(plan.secrets.length > 0 ? ['secretmanager.googleapis.com'] : []),
    ...(plan.model?.loading === 'bucket' ? ['storage.googleapis.com'] : []),
    ...(plan.deployment.network ? ['compute.googleapis.com'] : []),
  ];
}

/** As Kubernetes and Cloud Run write it: `512Mi`, `32Gi`. */
export function memoryQuantity(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${String(mebibytes / 1024)}Gi` : `${String(mebibytes)}Mi`;
}

const projectVariables = new Set(['GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT', 'PROJECT_ID']);

function namesProject(value: string, { deployment }: ServingPlan): boolean {
  return value === '' || value === deployment.project;
}
