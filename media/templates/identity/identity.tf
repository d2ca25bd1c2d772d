# Who @@service@@ is, without a key. It says the same as @@setUp@@: use one of the two.

# @if platform=kubernetes
data "google_project" "current" {
  project_id = var.project
}

locals {
  # The Kubernetes service account itself (Workload Identity Federation for GKE): no account behind it, no annotation.
  runtime_member = "principal://iam.googleapis.com/projects/${data.google_project.current.number}/locations/global/workloadIdentityPools/${var.project}.svc.id.goog/subject/ns/@@namespace@@/sa/@@kubernetesAccount@@"
}

# @end
resource "google_project_service" "identity" {
  for_each = toset([
@@apiList@@
  ])

  service = each.value
  # Others in the project may use the API, too.
  disable_on_destroy = false
}
# @if platform=cloud-run

# The service runs as this account, and nothing else does.
resource "google_service_account" "runtime" {
  account_id   = "@@account@@"
  display_name = "Runtime of ${var.service}"

  depends_on = [google_project_service.identity]
}
# @end
@@members@@
# To be waited for: a service that starts before it may read its secrets and weights does not start.
resource "terraform_data" "identity_ready" {
  depends_on = [
@@readyList@@
  ]
}
