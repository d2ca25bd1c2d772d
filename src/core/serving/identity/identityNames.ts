import type { ServingPlan } from '../plan/servingPlan.ts';

/** Of Workload Identity Federation for GitHub; one pool serves all repositories of a Google Cloud project. */
export const githubPool = 'github';

/** The branch from which the workflow may deploy. */
export const githubBranch = 'main';

/** Who signs the tokens of workflows. */
export const githubIssuer = 'https://token.actions.githubusercontent.com';

/** What is taken over from a workflow's token, so that grants and the provider's condition can speak of it. */
export const githubAttributes = {
  'google.subject': 'assertion.sub',
  'attribute.repository': 'assertion.repository',
  'attribute.repository_id': 'assertion.repository_id',
  'attribute.repository_owner': 'assertion.repository_owner',
  'attribute.repository_owner_id': 'assertion.repository_owner_id',
  'attribute.ref': 'assertion.ref',
} as const;

/** Variables of the GitHub repository that the workflow reads; they name things and hold no secret. */
export const githubVariables = {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/github/providers/…` */
  provider: 'WORKLOAD_IDENTITY_PROVIDER',
  /** The deployer's address, `…@PROJECT.iam.gserviceaccount.com`. */
  deployer: 'DEPLOYER_SERVICE_ACCOUNT',
  project: 'PROJECT_ID',
} as const;

/** The provider of the pool for this repository: 4 to 32 characters; `gcp-` at the beginning is Google's own. */
export function githubProvider({ name }: Pick<ServingPlan, 'name'>): string {
  const free = name.startsWith('gcp-') ? name.slice('gcp-'.length) : name;
  return withoutEndingHyphen((free.length < 4 ? `${free}-github` : free).slice(0, 32));
}

/** The account that the workflow deploys as: the runtime account's name with `-deploy`, 30 characters at most. */
export function deployerAccount({ identity }: Pick<ServingPlan, 'identity'>): string {
  return `${withoutEndingHyphen(identity.serviceAccount.slice(0, 23))}-deploy`;
}

/** On GKE: the namespace of the workload. */
export function kubernetesNamespace({ name }: Pick<ServingPlan, 'name'>): string {
  return name;
}

/** On GKE: the Kubernetes service account that the pods run as. */
export function kubernetesServiceAccount({ identity }: Pick<ServingPlan, 'identity'>): string {
  return identity.serviceAccount;
}

/** `NAME@PROJECT.iam.gserviceaccount.com` */
export function accountAddress(account: string, project: string): string {
  return `${account}@${project}.iam.gserviceaccount.com`;
}

function withoutEndingHyphen(name: string): string {
  return name.replace(/-+$/, '');
}
