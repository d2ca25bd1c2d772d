import type { Clue } from '../../clue.ts';

/**
 * The names of `resource` clues. Besides these, Terraform resources bear their type
 * (`google_cloud_run_v2_service`), Kubernetes objects their kind (`Deployment`; for Knative and Cloud Run the group
 * too: `serving.knative.dev/Service`), and node selectors and limits their key (`cloud.google.com/gke-accelerator`,
 * `nvidia.com/gpu`).
 *
 * - `gcloud run deploy`: any command that deploys to Cloud Run; `details.gpu` when it asks for a GPU.
 * - `gcloud builds submit`, `gcloud app deploy`, `gcloud container clusters`, `gcloud redis instances`,
 *   `gcloud compute tpus`, `gcloud ai`: commands of these groups.
 * - `adk deploy`: `details.target` is `cloud_run`, `agent_engine` or `gke`.
 * - `gcloud iam service-accounts create`: a dedicated service account is made.
 * - `iam role`: a role is granted; `details.role`, such as `roles/aiplatform.user`.
 * - `service-account-attached`: a service runs as a named service account; `details.via` says by what.
 * - `workload-identity`: a Kubernetes service account is bound to a Google one, or a GitHub workflow signs in
 *   without a key; `details.via` or `details.role` says how.
 * - `compose-gpu`: a compose service asks for a GPU.
 * - `app-engine`: an app.yaml; `details.runtime`.
 */
export type ResourceName =
  | 'gcloud run deploy'
  | 'gcloud builds submit'
  | 'gcloud app deploy'
  | 'gcloud container clusters'
  | 'gcloud redis instances'
  | 'gcloud compute tpus'
  | 'gcloud ai'
  | 'adk deploy'
  | 'gcloud iam service-accounts create'
  | 'iam role'
  | 'service-account-attached'
  | 'workload-identity'
  | 'compose-gpu'
  | 'app-engine';

export function resourceClue(
  name: ResourceName,
  line: number,
  details?: Readonly<Record<string, string>>,
): Clue {
  return { kind: 'resource', name, line, ...(details === undefined ? {} : { details }) };
}
