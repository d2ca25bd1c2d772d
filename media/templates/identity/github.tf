# Lets the workflow of @@githubRepository@@ deploy without a key: Google Cloud accepts the tokens that GitHub signs for it.
# It says the same as @@setUpGithub@@: use one of the two.

resource "google_project_service" "github" {
  for_each = toset([
    "iamcredentials.googleapis.com",
    "sts.googleapis.com",
  ])

  service = each.value
  # Others in the project may use the API, too.
  disable_on_destroy = false
}

# One pool serves all repositories of a project. Where it is there already:
#   terraform import google_iam_workload_identity_pool.github projects/PROJECT/locations/global/workloadIdentityPools/@@pool@@
resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = "@@pool@@"
  display_name              = "GitHub Actions"

  depends_on = [google_project_service.identity, google_project_service.github]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "@@provider@@"

  # @if numbers=known
  # Numbers and not names: a name can be given up and taken by somebody else.
  # @end
  # @if numbers=unknown
  # A name can be given up and taken by somebody else; numbers cannot. Ask for them and give them to the generator:
  #   gh api repos/@@githubRepository@@ --jq '"\(.owner.id) \(.id)"'
  # @end
  attribute_condition = @@condition@@

  attribute_mapping = {
@@mappingList@@
  }

  oidc {
    issuer_uri = "@@issuer@@"
  }
}

locals {
  workflow = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/@@workflowAttribute@@"
  # @if github=deployer
  deployer = google_service_account.deployer.member
  # @end
  # @if github=direct
  deployer = local.workflow
  # @end
}
# @if github=deployer

resource "google_service_account" "deployer" {
  account_id   = "@@deployer@@"
  display_name = "Deploys ${var.service} from GitHub"

  depends_on = [google_project_service.identity]
}

resource "google_service_account_iam_member" "workflow_is_deployer" {
  service_account_id = google_service_account.deployer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = local.workflow
}
# @end

resource "google_project_iam_member" "deployer_run" {
  project = var.project
  role    = "roles/run.developer"
  member  = local.deployer
}

# It may have the service run as this account, and as no other.
resource "google_service_account_iam_member" "deployer_runtime" {
  service_account_id = google_service_account.runtime.name
  role               = "roles/iam.serviceAccountUser"
  member             = local.deployer
}

# It may push images to this repository, and to no other.
resource "google_artifact_registry_repository_iam_member" "deployer_images" {
  # @if alone=true
  location   = var.region
  repository = "@@repository@@"
  # @end
  # @if alone=false
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.repository_id
  # @end
  role       = "roles/artifactregistry.writer"
  member     = local.deployer
}
# @if invokes=true

# It may call the service, to see after a deployment that it answers.
resource "google_cloud_run_v2_service_iam_member" "deployer_invoker" {
  name     = google_cloud_run_v2_service.service.name
  location = google_cloud_run_v2_service.service.location
  role     = "roles/run.invoker"
  member   = local.deployer
}
# @end

# The variables of the repository on GitHub; none of them is secret.
output "@@providerOutput@@" {
  description = "For the variable @@providerVariable@@."
  value       = google_iam_workload_identity_pool_provider.github.name
}
# @if github=deployer

output "@@deployerOutput@@" {
  description = "For the variable @@deployerVariable@@."
  value       = google_service_account.deployer.email
}
# @end
