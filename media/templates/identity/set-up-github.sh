#!/usr/bin/env bash
# Lets the workflow of @@githubRepository@@ deploy @@service@@ without a key: GitHub vouches for the workflow with a token
# that lives for minutes, and Google Cloud accepts it from this repository alone (Workload Identity Federation).
#
# @if github=deployer
# The workflow deploys as a service account of its own, @@deployer@@, which may
#   - deploy Cloud Run services (roles/run.developer)
#   - have the service run as @@account@@, and as no other account (roles/iam.serviceAccountUser on it)
#   - push images to the repository @@repository@@, and to no other (roles/artifactregistry.writer on it)
#   - call the service, once it is there, to see that it answers (roles/run.invoker on it)
# @end
# @if github=direct
# The workflow has these rights directly, without a service account in between; its token lives for 10 minutes at most.
#   - deploy Cloud Run services (roles/run.developer)
#   - have the service run as @@account@@, and as no other account (roles/iam.serviceAccountUser on it)
#   - push images to the repository @@repository@@, and to no other (roles/artifactregistry.writer on it)
# @end
#
# Run @@setUp@@ first. Run again at any time: what is there already is left alone. --dry-run shows what would be done.
set -euo pipefail

DRY_RUN=false
case "${1:-}" in
  '') ;;
  --dry-run) DRY_RUN=true ;;
  *) echo "Usage: $0 [--dry-run]" >&2 && exit 2 ;;
esac

@@settings@@
@@trust@@
# Other branches cannot deploy.
BRANCH="${GITHUB_BRANCH:-@@branch@@}"
CONDITION="$CONDITION && assertion.ref == 'refs/heads/$BRANCH'"
MAPPING='@@mapping@@'

CHANGES=0

# Runs what changes something, or only shows it.
change() {
  CHANGES=$((CHANGES + 1))
  if [[ "$DRY_RUN" == true ]]; then
    printf 'would run: %s\n' "$*"
    return
  fi
  "$@" >/dev/null
}

@@policies@@

# grant ROLE KIND NAME MEMBER
grant() {
  local role=$1 kind=$2 name=$3 member=$4 present attempt
  present="$(bindings "$kind" "$name")" || [[ "$DRY_RUN" == true ]] || {
    echo "Cannot read who has access to the $kind $name. Is it there, and may you see it?" >&2
    exit 1
  }
  if grep -qxF "$role,$member," <<<"$present"; then return; fi
  echo "$role on the $kind $name: $member"
  # A new account is not known everywhere at once, so that its first grants may need a second try.
  for attempt in 1 2 3 4 5; do
    if change policy add-iam-policy-binding "$kind" "$name" --member="$member" --role="$role" --condition=None; then return; fi
    CHANGES=$((CHANGES - 1))
    echo "not accepted yet, trying again ($attempt of 5)" >&2
    sleep "${RETRY_SECONDS:-6}"
  done
  exit 1
}

enable_apis() {
  local enabled missing=() api
  enabled="$(gcloud services list --enabled --project="$PROJECT_ID" --format='value(config.name)')"
  for api in iam.googleapis.com iamcredentials.googleapis.com sts.googleapis.com; do
    grep -qxF "$api" <<<"$enabled" || missing+=("$api")
  done
  if [[ ${#missing[@]} -gt 0 ]]; then
    echo "APIs: ${missing[*]}"
    change gcloud services enable "${missing[@]}" --project="$PROJECT_ID"
  fi
}

# Pools and providers that were deleted keep their names for 30 days, and are restored rather than made anew.
create_pool() {
  local found
  found="$(gcloud iam workload-identity-pools list --location=global --project="$PROJECT_ID" --show-deleted \
    --format='csv[no-heading](name.basename(),state)')" || [[ "$DRY_RUN" == true ]]
  if grep -qxF '@@pool@@,DELETED' <<<"$found"; then
    change gcloud iam workload-identity-pools undelete @@pool@@ --location=global --project="$PROJECT_ID"
  elif ! grep -qxF '@@pool@@,ACTIVE' <<<"$found"; then
    echo "pool: @@pool@@"
    change gcloud iam workload-identity-pools create @@pool@@ --location=global --project="$PROJECT_ID" --display-name='GitHub Actions'
  fi
}

create_provider() {
  local found current where=(--workload-identity-pool=@@pool@@ --location=global --project="$PROJECT_ID")
  found="$(gcloud iam workload-identity-pools providers list "${where[@]}" --show-deleted \
    --format='csv[no-heading](name.basename(),state)')" || [[ "$DRY_RUN" == true ]]
  if ! grep -qE '^@@provider@@,(ACTIVE|DELETED)$' <<<"$found"; then
    echo "provider: @@provider@@, for tokens with $CONDITION"
    change gcloud iam workload-identity-pools providers create-oidc '@@provider@@' "${where[@]}" \
      --issuer-uri='@@issuer@@' --attribute-mapping="$MAPPING" --attribute-condition="$CONDITION"
    return
  fi
  if grep -qxF '@@provider@@,DELETED' <<<"$found"; then
    change gcloud iam workload-identity-pools providers undelete '@@provider@@' "${where[@]}"
  fi
  current="$(gcloud iam workload-identity-pools providers describe '@@provider@@' "${where[@]}" --format='value(attributeCondition)')"
  if [[ "$current" != "$CONDITION" ]]; then
    echo "provider: @@provider@@, from now on for tokens with $CONDITION"
    change gcloud iam workload-identity-pools providers update-oidc '@@provider@@' "${where[@]}" \
      --attribute-mapping="$MAPPING" --attribute-condition="$CONDITION"
  fi
}

enable_apis
create_pool
create_provider

# @if github=deployer
DEPLOYER="@@deployer@@@$PROJECT_ID.iam.gserviceaccount.com"
found="$(gcloud iam service-accounts list --project="$PROJECT_ID" --filter="email=$DEPLOYER" --format='value(email)')" || [[ "$DRY_RUN" == true ]]
if [[ -z "$found" ]]; then
  echo "service account: $DEPLOYER"
  change gcloud iam service-accounts create '@@deployer@@' --project="$PROJECT_ID" --display-name='Deploys @@service@@ from GitHub'
fi
grant roles/iam.workloadIdentityUser service-account '@@deployer@@' "$WORKFLOW"
WHO="serviceAccount:$DEPLOYER"
# @end
# @if github=direct
WHO="$WORKFLOW"
# @end
grant roles/run.developer project "$PROJECT_ID" "$WHO"
grant roles/iam.serviceAccountUser service-account '@@account@@' "$WHO"
grant roles/artifactregistry.writer repository '@@repository@@' "$WHO"
# @if github=deployer
found="$(gcloud run services list --project="$PROJECT_ID" --region="$REGION" --filter='metadata.name=@@service@@' --format='value(metadata.name)')" || [[ "$DRY_RUN" == true ]]
if [[ -n "$found" ]]; then
  grant roles/run.invoker service '@@service@@' "$WHO"
else
  echo "@@service@@ is not deployed yet. Run this again after the first deployment, so that the workflow may call it."
fi
# @end

if [[ "$DRY_RUN" == true ]]; then
  echo "$CHANGES changes would be made; nothing was changed."
  exit
fi
echo "Done, $CHANGES changes. Tell the workflow, once; none of these is a secret:"
echo "  gh variable set @@projectVariable@@ --repo $REPOSITORY --body $PROJECT_ID"
echo "  gh variable set @@providerVariable@@ --repo $REPOSITORY --body $POOL/providers/@@provider@@"
# @if github=deployer
echo "  gh variable set @@deployerVariable@@ --repo $REPOSITORY --body $DEPLOYER"
# @end
