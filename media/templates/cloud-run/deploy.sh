#!/usr/bin/env bash
# Builds the image of @@service@@ and deploys it to Cloud Run. Run again at any time: what is there already is kept.
#
#   deploy/deploy.sh                  builds this folder, then deploys it
#   deploy/deploy.sh --image IMAGE    deploys an image that is there already, and changes nothing else
#   deploy/deploy.sh --build-only     builds, deploys nothing, and prints the image by its digest
#   deploy/deploy.sh --dry-run        prints the commands and the service, and runs nothing
#
# How the service runs is in deploy/service.yaml and nowhere else. Read from the environment:
#
# @if project-known=true
#   PROJECT_ID              the Google Cloud project; @@project@@ by default
# @end
# @if project-known=false
#   PROJECT_ID              the Google Cloud project; must be set
# @end
# @if region-known=true
#   REGION                  the region of the service; @@region@@ by default
# @end
# @if region-known=false
#   REGION                  the region of the service; must be set
# @end
# @if cloud-build=true
#   BUILD_SERVICE_ACCOUNT   the address of the account that builds; by default the one of the project
# @end
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
SERVICE_ACCOUNT="@@service-account@@@$PROJECT_ID.iam.gserviceaccount.com"

APIS=(
@@apis@@
)
# @if has-secrets=true

# Of Secret Manager, with the versions that deploy/service.yaml names.
SECRETS=(
@@secrets@@
)
# @end
# @if has-invokers=true

# Who may call the service. Nobody else can.
INVOKERS=(
@@invokers@@
)
# @end

dry_run=false
build_only=false
image=

main() {
  read_arguments "$@"
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  check_settings
  if [[ -n "$image" ]]; then
    deploy
  else
    prepare
    build
    if [[ "$build_only" == true ]]; then
      printf '%s\n' "$image"
      return
    fi
    deploy
# @if has-invokers=true
    allow_invokers
# @end
  fi
  report
}

read_arguments() {
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --dry-run) dry_run=true ;;
      --build-only) build_only=true ;;
      --image)
        [[ $# -gt 1 ]] || stop "--image needs the address of an image."
        image=$2
        shift
        ;;
      *) stop "Usage: $0 [--dry-run] [--image IMAGE | --build-only]" ;;
    esac
    shift
  done
}

check_settings() {
  [[ -n "$PROJECT_ID" ]] || stop "PROJECT_ID is not set. Name the Google Cloud project: PROJECT_ID=my-project $0"
  [[ -n "$REGION" ]] || stop "REGION is not set. Name the region of the service in it, and run $0 again."
  # They go into deploy/service.yaml, so nothing but a name may be in them.
  [[ "$PROJECT_ID" =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || stop "PROJECT_ID is \"$PROJECT_ID\", which is no id of a project."
  [[ "$REGION" =~ ^[a-z0-9-]+$ ]] || stop "REGION is \"$REGION\", which is no region."
  [[ -z "$image" || "$image" =~ ^[a-z0-9./:@_-]+$ ]] || stop "\"$image\" is no address of an image."
  [[ -f deploy/service.yaml ]] || stop "deploy/service.yaml is not there. Write it again: ai-stack generate cloud-run"
  if [[ "$dry_run" == false ]] && ! command -v gcloud >/dev/null; then
    stop "gcloud is not on the PATH. Install the Google Cloud CLI and sign in with: gcloud auth login"
  fi
}

# What must be there before the first image. Nothing that exists is touched.
prepare() {
  say "Project $PROJECT_ID, region $REGION"
  run gcloud services enable "${APIS[@]}" --project="$PROJECT_ID"
  if ! exists gcloud artifacts repositories describe "$REPOSITORY" --location="$REGION" --project="$PROJECT_ID"; then
    # The label tells deploy/clean-up.sh that this script made it.
    run gcloud artifacts repositories create "$REPOSITORY" --repository-format=docker --location="$REGION" \
      --labels="made-for=$SERVICE" --description="Images of $SERVICE" --project="$PROJECT_ID"
  fi
  if [[ "$dry_run" == true ]]; then return; fi
  exists gcloud iam service-accounts describe "$SERVICE_ACCOUNT" --project="$PROJECT_ID" ||
# @if has-roles=true
    fail "The service account $SERVICE_ACCOUNT is not there. Make it and grant it what it needs: deploy/identity/set-up.sh"
# @end
# @if has-roles=false
    fail "The service account $SERVICE_ACCOUNT is not there. Make it, without any role: deploy/identity/set-up.sh"
# @end
# @if has-secrets=true
  local secret
  for secret in "${SECRETS[@]}"; do
    exists gcloud secrets versions describe "${secret##*:}" --secret="${secret%:*}" --project="$PROJECT_ID" ||
      fail "The secret ${secret%:*} has no version ${secret##*:}. Add one: gcloud secrets versions add ${secret%:*} --data-file=-"
  done
# @end
}

# Sets image to what was built, by its digest: a tag can be moved, a digest cannot.
build() {
  local name="$REGION-docker.pkg.dev/$PROJECT_ID/$REPOSITORY/@@image@@" tag digest
  tag=$(image_tag)
  say "Building $name:$tag"
# @if cloud-build=true
  local account=()
  if [[ -n "${BUILD_SERVICE_ACCOUNT:-}" ]]; then
    account=("--service-account=projects/$PROJECT_ID/serviceAccounts/$BUILD_SERVICE_ACCOUNT")
  fi
  run gcloud builds submit . --config=cloudbuild.yaml --project="$PROJECT_ID" \
    --substitutions="_REGION=$REGION,_TAG=$tag" ${account[@]+"${account[@]}"}
# @end
# @if cloud-build=false
  run gcloud auth configure-docker "$REGION-docker.pkg.dev" --quiet
  run env DOCKER_BUILDKIT=1 docker build --platform=linux/amd64 --tag="$name:$tag" .
  run docker push "$name:$tag"
# @end
  digest=sha256:DIGEST
  if [[ "$dry_run" == false ]]; then
    digest=$(gcloud artifacts docker images describe "$name:$tag" --project="$PROJECT_ID" \
      --format='value(image_summary.digest)')
    [[ "$digest" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "The image $name:$tag was not found after the build."
  fi
  image="$name@$digest"
}

# The commit, where everything is committed; else the time.
image_tag() {
  local commit
  if commit=$(git rev-parse --short=12 HEAD 2>/dev/null) && [[ -z "$(git status --porcelain 2>/dev/null)" ]]; then
    printf '%s' "$commit"
  else
    date -u +%Y%m%d-%H%M%S
  fi
}

deploy() {
  local service
  service=$(<deploy/service.yaml)
  service=${service//\$\{IMAGE\}/$image}
  service=${service//\$\{PROJECT_ID\}/$PROJECT_ID}
  say "Deploying $image"
  if [[ "$dry_run" == true ]]; then
    run gcloud run services replace SERVICE_YAML --region="$REGION" --project="$PROJECT_ID" --quiet
    printf '%s\n' "SERVICE_YAML is:" "$service"
    return
  fi
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  printf '%s\n' "$service" >"$work/service.yaml"
# @if gpu=false
  gcloud run services replace "$work/service.yaml" --region="$REGION" --project="$PROJECT_ID" --quiet >&2
# @end
# @if gpu=true
  gcloud run services replace "$work/service.yaml" --region="$REGION" --project="$PROJECT_ID" --quiet >&2 ||
    fail "Where it is the quota for GPUs that is missing, ask for it: https://cloud.google.com/run/quotas#increase"
# @end
}
# @if has-invokers=true

allow_invokers() {
  local member
  for member in "${INVOKERS[@]}"; do
    run gcloud run services add-iam-policy-binding "$SERVICE" --member="$member" --role=roles/run.invoker \
      --region="$REGION" --project="$PROJECT_ID" --quiet
  done
}
# @end

report() {
  if [[ "$dry_run" == true ]]; then return; fi
  gcloud run services describe "$SERVICE" --region="$REGION" --project="$PROJECT_ID" --format='value(status.url)'
}

# Runs what changes something, or only prints it.
run() {
  if [[ "$dry_run" == true ]]; then
    printf '%q ' "$@"
    printf '\n'
  else
    "$@" >&2
  fi
}

# Whether a question to Google Cloud finds what it asks for; a dry run does not ask, and takes it as missing.
exists() {
  [[ "$dry_run" == false ]] && "$@" >/dev/null 2>&1
}

say() {
  printf '%s\n' "$*" >&2
}

# 1: something is not as it must be.
fail() {
  say "$*"
  exit 1
}

# 2: it was called in a wrong way.
stop() {
  say "$*"
  exit 2
}

main "$@"
