#!/usr/bin/env bash
# Takes back what @@setUp@@ gave to @@service@@. Shows what that is; --yes does it.
# APIs stay enabled: others in the project may use them.
set -euo pipefail

DRY_RUN=true
case "${1:-}" in
  '') ;;
  --yes) DRY_RUN=false ;;
  *) echo "Usage: $0 [--yes]" >&2 && exit 2 ;;
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
# @if github=deployer
DEPLOYER="@@deployer@@@$PROJECT_ID.iam.gserviceaccount.com"
# @end

@@grantTable@@

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

# revoke ROLE KIND NAME MEMBER. A resource that is gone has no grants left.
revoke() {
  local role=$1 kind=$2 name=$3 member=$4 present
  present="$(bindings "$kind" "$name")" || return 0
  grep -qxF "$role,$member," <<<"$present" || return 0
  echo "no longer $role on the $kind $name: $member"
  change policy remove-iam-policy-binding "$kind" "$name" --member="$member" --role="$role" --condition=None
}

# @if platform=cloud-run
# Grants on the account go with it. It can be restored for 30 days.
delete_account() {
  [[ -n "$(gcloud iam service-accounts list --project="$PROJECT_ID" --filter="email=$1" --format='value(email)')" ]] || return 0
  echo "no longer the service account $1"
  change gcloud iam service-accounts delete "$1" --project="$PROJECT_ID" --quiet
}

found="$(gcloud run services list --project="$PROJECT_ID" --region="$REGION" --filter="metadata.name=$SERVICE" \
  --format='csv[no-heading](metadata.name,spec.template.spec.serviceAccountName)')"
if [[ "${found#*,}" == "$ACCOUNT" && -n "$found" ]]; then
  echo "$SERVICE still runs as $ACCOUNT and would lose its access. Delete it first, or give it another account." >&2
  exit 1
fi

# @end
for line in ${GRANTS[@]+"${GRANTS[@]}"}; do
  read -r role kind name <<<"$line"
  revoke "$role" "$kind" "${name:-$PROJECT_ID}" "$MEMBER"
done
# @if github=deployer
revoke roles/run.developer project "$PROJECT_ID" "serviceAccount:$DEPLOYER"
revoke roles/artifactregistry.writer repository '@@repository@@' "serviceAccount:$DEPLOYER"
delete_account "$DEPLOYER"
# @end
# @if github=direct
@@trust@@
revoke roles/run.developer project "$PROJECT_ID" "$WORKFLOW"
revoke roles/artifactregistry.writer repository '@@repository@@' "$WORKFLOW"
# @end
# @if github-any=true
providers="$(gcloud iam workload-identity-pools providers list --workload-identity-pool=@@pool@@ --location=global \
  --project="$PROJECT_ID" --format='value(name.basename())')" || providers=''
if grep -qxF '@@provider@@' <<<"$providers"; then
  echo "no longer the provider @@provider@@ of the pool @@pool@@"
  change gcloud iam workload-identity-pools providers delete '@@provider@@' --workload-identity-pool=@@pool@@ \
    --location=global --project="$PROJECT_ID" --quiet
fi
# @end
# @if platform=cloud-run
# Last, so that a run that was cut off can be done again.
delete_account "$ACCOUNT"
# @end
# @if platform=kubernetes
echo "Remove the account in the cluster: kubectl delete -f @@kubernetesFile@@"
# @end

if [[ "$DRY_RUN" == true ]]; then
  echo "$CHANGES things would be removed; nothing was changed. $0 --yes removes them."
else
  echo "Done, $CHANGES things removed."
fi
