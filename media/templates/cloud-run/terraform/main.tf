# The Cloud Run service @@service@@ and the repository of its images. Who it runs as is in identity.tf.
# @if ci-deploys=true
# It says the same as deploy/service.yaml, which the workflow deploys with each new image: change both.
# @end
# @if ci-deploys=false
# It says the same as deploy/service.yaml: use this, or that file with deploy/deploy.sh, but not both.
# @end
#
# The first time, there is no image yet, and no repository to push it to:
#
#   terraform init
#   terraform apply -target=google_artifact_registry_repository.images -target=terraform_data.identity_ready
#   terraform apply -var="image=$(../deploy.sh --build-only)"

resource "google_project_service" "required" {
  for_each = toset([
@@apis@@
  ])

  service = each.value
  # Others in the project may use the API, too.
  disable_on_destroy = false
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "@@repository@@"
  location      = var.region
  format        = "DOCKER"
  description   = "Images of ${var.service}"

  # What is deleted is what a keep policy does not keep.
  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"

    condition {
      older_than = "2592000s" # 30 days
    }
  }

  cleanup_policies {
    id     = "keep-recent"
    action = "KEEP"

    most_recent_versions {
      keep_count = 10
    }
  }

  depends_on = [google_project_service.required]
}

resource "google_cloud_run_v2_service" "service" {
  name                = var.service
  location            = var.region
  ingress             = "@@ingress@@"
  deletion_protection = var.deletion_protection
  # @if preview=true
  launch_stage        = "BETA"
  # @end

  template {
    service_account                  = google_service_account.runtime.email
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    max_instance_request_concurrency = @@concurrency@@
    timeout                          = "@@timeout@@s"
    # @if gpu=true
    gpu_zonal_redundancy_disabled    = true
    # @end

    scaling {
      min_instance_count = @@min-instances@@
      max_instance_count = @@max-instances@@
    }
    # @if gpu=true

    node_selector {
      accelerator = "@@accelerator@@"
    }
    # @end
    # @if network=true

    vpc_access {
      egress = "@@egress@@"

      network_interfaces {
        network    = "@@network-name@@"
        subnetwork = "@@subnetwork@@"
      }
    }
    # @end

    containers {
      image = var.image == null ? "missing" : var.image

      ports {
        name           = "http1"
        container_port = @@port@@
      }

      resources {
        limits = {
          cpu    = "@@cpu@@"
          memory = "@@memory@@"
          # @if gpu=true
          "nvidia.com/gpu" = "@@gpu-count@@"
          # @end
        }

        # Written out: as soon as there is a resources block, what is left out is false.
        cpu_idle          = @@cpu-idle@@
        startup_cpu_boost = @@cpu-boost@@
      }
      # @if has-environment=true

@@environment@@
      # @end
      # @if has-secrets=true

@@secrets@@
      # @end

@@startup-probe@@
      # @if has-liveness=true

@@liveness-probe@@
      # @end
      # @if volume=true

      volume_mounts {
        name       = "@@volume-name@@"
        mount_path = "@@mount-path@@"
      }
      # @end
    }
    # @if volume=true

    volumes {
      name = "@@volume-name@@"

      gcs {
        bucket        = "@@bucket@@"
        read_only     = true
        mount_options = [@@mount-options@@]
      }
    }
    # @end
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  lifecycle {
    # @if ci-deploys=true
    # The workflow deploys new images; without this the next apply would take the service back to var.image.
    ignore_changes = [
      client,
      client_version,
      template[0].containers[0].image,
    ]

    # @end
    precondition {
      condition     = var.image != null
      error_message = "Say what is deployed: -var=\"image=$(../deploy.sh --build-only)\""
    }
  }

  # What it may read must be granted before it starts.
  depends_on = [google_project_service.required, terraform_data.identity_ready]
}

resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = toset(var.invokers)

  name     = google_cloud_run_v2_service.service.name
  location = google_cloud_run_v2_service.service.location
  role     = "roles/run.invoker"
  member   = each.value
}
