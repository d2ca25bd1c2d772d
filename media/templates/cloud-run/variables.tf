variable "project" {
  description = "The Google Cloud project, by its id."
  type        = string
  # @if project=known
  default     = "@@projectId@@"
  # @end
}

variable "region" {
  description = "Where the service and its images are."
  type        = string
  # @if region=known
  default     = "@@regionId@@"
  # @end
}

variable "service" {
  description = "The name of the Cloud Run service."
  type        = string
  default     = "@@service@@"
}

variable "image" {
  description = "The image that is deployed, with its tag or digest. Only the service needs it."
  type        = string
  default     = null
}
