/** Roles that open far more than a service or its deployment needs, where they are granted on a whole project. */
export const wideRoles: ReadonlyMap<string, string> = new Map([
  ['roles/owner', 'It may do anything, and hand it on.'],
  ['roles/editor', 'It may change nearly everything in the project.'],
  ['roles/storage.admin', 'Grant roles/storage.objectViewer or objectUser on the bucket instead.'],
  ['roles/aiplatform.admin', 'roles/aiplatform.user is enough to call models.'],
  [
    'roles/iam.serviceAccountUser',
    'It may act as every account of the project; grant it on the one account instead.',
  ],
  [
    'roles/iam.serviceAccountTokenCreator',
    'It may act as every account of the project; grant it on the one account instead.',
  ],
  ['roles/iam.serviceAccountKeyAdmin', 'It may make keys of every account of the project.'],
  ['roles/resourcemanager.projectIamAdmin', 'It may grant itself any role.'],
  ['roles/run.admin', 'roles/run.developer is enough to deploy a service that is private.'],
  ['roles/secretmanager.admin', 'Grant roles/secretmanager.secretAccessor on the secret instead.'],
  ['roles/artifactregistry.admin', 'Grant roles/artifactregistry.writer on the repository instead.'],
]);

/** Of wide roles, the narrow one that can be put in its place as it is. */
export const narrowRoles: ReadonlyMap<string, string> = new Map([
  ['roles/aiplatform.admin', 'roles/aiplatform.user'],
  ['roles/run.admin', 'roles/run.developer'],
]);

/** `allUsers` and `allAuthenticatedUsers`: everyone on the internet, with any Google account or none. */
export function isPublicMember(member: string): boolean {
  return member === 'allUsers' || member === 'allAuthenticatedUsers';
}

/** Whether a grant is to an agent of Google's own services, whose roles their documentation asks for. */
export function isServiceAgent(grant: string): boolean {
  return /@gcp-sa-[\w-]+\.iam|@serverless-robot-prod|@cloudservices\.gserviceaccount/.test(grant);
}
