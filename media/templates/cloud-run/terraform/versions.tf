terraform {
  required_version = ">= 1.9.0"

  required_providers {
    google = {
      source = "hashicorp/google"
      # What is used here is in 7.21 and later. terraform init pins the exact version in .terraform.lock.hcl: commit it.
      version = ">= 7.21.0, < 8.0.0"
    }
  }

  # The state belongs in a bucket as soon as more than one person, or CI, applies it:
  #
  #   backend "gcs" {
  #     bucket = "PROJECT-terraform"
  #     prefix = "@@service@@"
  #   }
}

provider "google" {
  project = var.project
  region  = var.region
}
