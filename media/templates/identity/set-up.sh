#!/usr/bin/env bash
# @if platform=cloud-run
# Gives @@service@@ an identity of its own, so that it needs no key:
#
#   1. a dedicated service account, @@account@@
#   2. the roles that it needs, each on the narrowest resource that has it
#   3. the Cloud Run service runs as that account
# @end
# @if platform=kubernetes
# Gives @@service@@ on GKE an identity of its own, so that it needs no key. Its Kubernetes service account is granted the
# roles directly (Workload Identity Federation for GKE): there is no second account, no annotation and no key.
#
#   1. a Kubernetes service account, @@kubernetesAccount@@ in the namespace @@namespace@@
#   2. the roles that it needs, each on the narrowest resource that has it
#   3. the pods run as that account
# @end
#
# Run again at any time: what is there already is left alone. --dry-run shows what would be done.
#
# On your own machine there is no such identity. Sign in once, as yourself:
#
#   gcloud auth application-default login
# @if platform=cloud-run
#
# or, better, with the rights of this account and no others (you need roles/iam.serviceAccountTokenCreator on it):
#
#   gcloud auth application-default login --impersonate-service-account=@@account@@@PROJECT_ID.iam.gserviceaccount.com
# @end
set -euo pipefail

DRY_RUN=false
case "${1:-}" in
  '') ;;
  --dry-run) DRY_RUN=true ;;
  *) echo "Usage: $0 [--dry-run]" >&2 && exit 2 ;;
esac

@@settings@@
# @if platform=cloud-run
SERVICE='@@service@@'
ACCOUNT="@@account@@@$PROJECT_ID.iam.gserviceaccount.com"
MEMBER="serviceAccount:$ACCOUNT"
# @end
# @if platform=kubernetes
NAMESPACE='@@namespace@@'
KUBERNETES_ACCOUNT='@@kubernetesAccount@@'
PROJECT_NUMBER="$(gcloud projects describe "$PROJECT_ID" --format='value(projectNumber)')"
POOL="projects/$PROJECT_NUMBER/locations/global/workloadIdentityPools/$PROJECT_ID.svc.id.goog"
MEMBER="principal://iam.googleapis.com/$POOL/subject/ns/$NAMESPACE/sa/$KUBERNETES_ACCOUNT"
# @end

APIS=(
@@apis@@
)

@@grantTable@@

# @if platform=cloud-run
# Who may call the service. Nobody else can: it is not public.
INVOKERS=(@@invokers@@)
# @end

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

# A new account is not known everywhere at once, so that the first grants may need a second try.
persist() {
  local attempt
  for attempt in 1 2 3 4 5; do
    if "$@"; then return; fi
    echo "not accepted yet, trying again ($attempt of 5)" >&2
    sleep "${RETRY_SECONDS:-6}"
  done
  "$@"
}

@@policies@@

enable_apis() {
  local enabled missing=() api
  enabled="$(gcloud services list --enabled --project="$PROJECT_ID" --format='value(config.name)')"
  for api in "${APIS[@]}"; do
    grep -qxF "$api" <<<"$enabled" || missing+=("$api")
  done
  if [[ ${#missing[@]} -gt 0 ]]; then
    echo "APIs: ${missing[*]}"
    change gcloud services enable "${missing[@]}" --project="$PROJECT_ID"
  fi
}

# @if platform=cloud-run
ACCOUNT_IS_NEW=false

create_account() {
  local found
  # With --dry-run the API may not be on yet, and then there is no account either.
  found="$(gcloud iam service-accounts list --project="$PROJECT_ID" --filter="email=$ACCOUNT" --format='csv[no-heading](email,disabled)')" || [[ "$DRY_RUN" == true ]]
  case "$found" in
    '')
      echo "service account: $ACCOUNT"
      ACCOUNT_IS_NEW=true
      change gcloud iam service-accounts create '@@account@@' --project="$PROJECT_ID" --display-name='Runtime of @@service@@'
      ;;
    *,True | *,true)
      echo "$ACCOUNT is disabled. Somebody did that on purpose; if it is yours to undo: gcloud iam service-accounts enable $ACCOUNT" >&2
      exit 1
      ;;
  esac
}
# @end

# grant ROLE KIND NAME MEMBER
grant() {
  local role=$1 kind=$2 name=$3 member=$4 present
  present="$(bindings "$kind" "$name")" || [[ "$DRY_RUN" == true ]] || {
    echo "Cannot read who has access to the $kind $name. Is it there, and may you see it?" >&2
    exit 1
  }
  if grep -qxF "$role,$member," <<<"$present"; then return; fi
  echo "$role on the $kind $name: $member"
  # @if platform=cloud-run
  if [[ "$ACCOUNT_IS_NEW" == true && "$DRY_RUN" == false ]]; then
    CHANGES=$((CHANGES + 1))
    persist policy add-iam-policy-binding "$kind" "$name" --member="$member" --role="$role" --condition=None >/dev/null
    return
  fi
  # @end
  change policy add-iam-policy-binding "$kind" "$name" --member="$member" --role="$role" --condition=None
}

grant_roles() {
  local role kind name line
  for line in ${GRANTS[@]+"${GRANTS[@]}"}; do
    read -r role kind name <<<"$line"
    grant "$role" "$kind" "${name:-$PROJECT_ID}" "$MEMBER"
  done
}

# @if platform=cloud-run
attach_account() {
  local found current invoker
  found="$(gcloud run services list --project="$PROJECT_ID" --region="$REGION" --filter="metadata.name=$SERVICE" \
    --format='csv[no-heading](metadata.name,spec.template.spec.serviceAccountName)')" || [[ "$DRY_RUN" == true ]]
  if [[ -z "$found" ]]; then
    echo "$SERVICE is not deployed in $REGION yet. Deploy it with this account as its --service-account, then run this again."
    return
  fi
  current="${found#*,}"
  if [[ "$current" != "$ACCOUNT" ]]; then
    echo "$SERVICE runs as $ACCOUNT, no longer as ${current:-the default compute account}"
    change gcloud run services update "$SERVICE" --region="$REGION" --project="$PROJECT_ID" --service-account="$ACCOUNT" --quiet
  fi
  for invoker in ${INVOKERS[@]+"${INVOKERS[@]}"}; do
    grant roles/run.invoker service "$SERVICE" "$invoker"
  done
}
# @end
# @if platform=kubernetes
check_cluster() {
  local clusters
  clusters="$(gcloud container clusters list --project="$PROJECT_ID" --format='csv[no-heading](name,location,workloadIdentityConfig.workloadPool)')"
  if ! grep -q ",$PROJECT_ID.svc.id.goog$" <<<"$clusters"; then
    echo "No cluster of $PROJECT_ID has Workload Identity Federation. Autopilot has it always; turn it on elsewhere with:"
    echo "  gcloud container clusters update CLUSTER --location=LOCATION --workload-pool=$PROJECT_ID.svc.id.goog"
  fi
  echo "Make the account in the cluster: kubectl apply -f @@kubernetesFile@@"
}
# @end

enable_apis
# @if platform=cloud-run
create_account
grant_roles
attach_account
# @end
# @if platform=kubernetes
grant_roles
check_cluster
# @end

if [[ "$DRY_RUN" == true ]]; then
  echo "$CHANGES changes would be made; nothing was changed."
else
  echo "Done, $CHANGES changes. Check it with @@verify@@"
fi
