output "url" {
  description = "Address of the service. Callers send an identity token for it."
  value       = google_cloud_run_v2_service.service.uri
}

output "images" {
  description = "Where images are pushed to."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}
