#!/usr/bin/env bash
# Deletes what deploy/deploy.sh made for @@service@@: the service, its images, and their repository where that script
# made it. Service accounts, roles and secrets stay; deploy/identity/remove.sh takes the identity away.
#
#   deploy/clean-up.sh            asks first
#   deploy/clean-up.sh --yes      does not ask
#   deploy/clean-up.sh --dry-run  prints the commands and runs nothing
#
# What Terraform made, Terraform deletes: terraform -chdir=deploy/terraform destroy
set -euo pipefail

# @if project-known=true
PROJECT_ID="${PROJECT_ID:-@@project@@}"
# @end
# @if project-known=false
PROJECT_ID="${PROJECT_ID:-}"
# @end
# @if region-known=true
REGION="${REGION:-@@region@@}"
# @end
# @if region-known=false
REGION="${REGION:-}"
# @end
SERVICE=@@service@@
REPOSITORY=@@repository@@

yes=false
dry_run=false

main() {
  read_arguments "$@"
  [[ -n "$PROJECT_ID" ]] || stop "PROJECT_ID is not set. Name the Google Cloud project: PROJECT_ID=my-project $0"
  [[ -n "$REGION" ]] || stop "REGION is not set. Name the region of the service in it, and run $0 again."
  if [[ "$dry_run" == false ]]; then
    command -v gcloud >/dev/null ||
      stop "gcloud is not on the PATH. Install the Google Cloud CLI and sign in with: gcloud auth login"
    [[ "$yes" == true ]] || ask
  fi
  delete_service
  delete_images
}

read_arguments() {
  local argument
  for argument in "$@"; do
    case "$argument" in
      --yes) yes=true ;;
      --dry-run) dry_run=true ;;
      *) stop "Usage: $0 [--yes] [--dry-run]" ;;
    esac
  done
}

ask() {
  [[ -t 0 ]] || stop "Nobody can be asked here. Say --yes to delete without a question."
  printf 'Delete the service %s and its images in project %s, region %s? [y/N] ' "$SERVICE" "$PROJECT_ID" "$REGION" >&2
  local answer=
  read -r answer || true
  if [[ "$answer" != [yY]* ]]; then
    echo "Nothing was deleted." >&2
    exit 1
  fi
}

delete_service() {
  if exists gcloud run services describe "$SERVICE" --region="$REGION" --project="$PROJECT_ID"; then
    run gcloud run services delete "$SERVICE" --region="$REGION" --project="$PROJECT_ID" --quiet
  else
    echo "The service $SERVICE is not there." >&2
  fi
}

delete_images() {
  local made_for name="$REGION-docker.pkg.dev/$PROJECT_ID/$REPOSITORY/@@image@@"
  if ! exists gcloud artifacts repositories describe "$REPOSITORY" --location="$REGION" --project="$PROJECT_ID"; then
    echo "The repository $REPOSITORY is not there." >&2
    return
  fi
  made_for=$SERVICE
  if [[ "$dry_run" == false ]]; then
    made_for=$(gcloud artifacts repositories describe "$REPOSITORY" --location="$REGION" --project="$PROJECT_ID" \
      --format='value(labels.made-for)')
  fi
  if [[ "$made_for" == "$SERVICE" ]]; then
    run gcloud artifacts repositories delete "$REPOSITORY" --location="$REGION" --project="$PROJECT_ID" --quiet
  elif exists gcloud artifacts docker images list "$name" --project="$PROJECT_ID"; then
    run gcloud artifacts docker images delete "$name" --delete-tags --project="$PROJECT_ID" --quiet
  fi
}

# Runs what deletes, or only prints it.
run() {
  if [[ "$dry_run" == true ]]; then
    printf '%q ' "$@"
    printf '\n'
  else
    "$@"
  fi
}

# A dry run does not ask Google Cloud, and takes everything as there.
exists() {
  [[ "$dry_run" == true ]] || "$@" >/dev/null 2>&1
}

stop() {
  printf '%s\n' "$*" >&2
  exit 2
}

main "$@"
