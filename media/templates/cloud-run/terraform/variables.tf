variable "project" {
  description = "Id of the Google Cloud project."
  type        = string
  # @if project-known=true
  default     = "@@project@@"
  # @end
}

variable "region" {
  description = "Region of the service and of its images."
  type        = string
  # @if region-known=true
  default     = "@@region@@"
  # @end
}

variable "service" {
  description = "Name of the Cloud Run service."
  type        = string
  default     = "@@service@@"
}

variable "image" {
  description = "What is deployed, by its digest: REGION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE@sha256:..."
  type        = string
  default     = null

  validation {
    condition     = var.image == null || can(regex("@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Give the image by its digest (...@sha256:...); a tag can be moved."
  }
}

variable "invokers" {
  description = "Who may call the service, as members: user:..., group:..., serviceAccount:... Never allUsers."
  type        = list(string)
  default     = [@@invokers@@]

  validation {
    condition     = !contains(var.invokers, "allUsers") && !contains(var.invokers, "allAuthenticatedUsers")
    error_message = "The service is private: name those who may call it, not everybody."
  }
}

variable "deletion_protection" {
  description = "While true, terraform destroy refuses to delete the service."
  type        = bool
  default     = true
}
