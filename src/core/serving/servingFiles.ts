/** Where generated files stand, relative to the project. All renderings and checks take the names from here. */
export const servingFiles = {
  dockerfile: 'Dockerfile',
  dockerignore: '.dockerignore',
  gcloudignore: '.gcloudignore',
  compose: 'compose.yaml',
  cloudBuild: 'cloudbuild.yaml',
  service: 'deploy/service.yaml',
  deploy: 'deploy/deploy.sh',
  smokeTest: 'deploy/smoke-test.sh',
  cleanUp: 'deploy/clean-up.sh',
  terraform: 'deploy/terraform',
  workflow: '.github/workflows/deploy.yml',
  setUpIdentity: 'deploy/identity/set-up.sh',
  verifyIdentity: 'deploy/identity/verify.sh',
  removeIdentity: 'deploy/identity/remove.sh',
  kubernetes: 'deploy/kubernetes',
  ray: 'deploy/ray',
} as const;
