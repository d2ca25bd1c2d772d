#!/usr/bin/env bash
# Checks that @@service@@ has an identity of its own and nothing more than it needs. Changes nothing.
# Exits 0 when all is well, 1 when something is not, 2 when it could not look.
set -euo pipefail

@@settings@@
SERVICE='@@service@@'
# @if platform=cloud-run
ACCOUNT="@@account@@@$PROJECT_ID.iam.gserviceaccount.com"
MEMBER="serviceAccount:$ACCOUNT"
# @end
# @if platform=kubernetes
NAMESPACE='@@namespace@@'
KUBERNETES_ACCOUNT='@@kubernetesAccount@@'
PROJECT_NUMBER="$(gcloud projects describe "$PROJECT_ID" --format='value(projectNumber)')" || exit 2
POOL="projects/$PROJECT_NUMBER/locations/global/workloadIdentityPools/$PROJECT_ID.svc.id.goog"
MEMBER="principal://iam.googleapis.com/$POOL/subject/ns/$NAMESPACE/sa/$KUBERNETES_ACCOUNT"
# @end

@@grantTable@@

FAILURES=0

# row STATE WHAT REMEDY: one line of the table.
row() {
  printf '%-5s %s\n' "$1" "$2"
  if [[ "$1" != ok ]]; then
    printf '      %s\n' "$3"
    FAILURES=$((FAILURES + 1))
  fi
}

@@policies@@

# @if platform=cloud-run
check_account() {
  local found
  found="$(gcloud iam service-accounts list --project="$PROJECT_ID" --filter="email=$ACCOUNT" --format='csv[no-heading](email,disabled)')" || exit 2
  case "$found" in
    '') row FAIL "1 service account $ACCOUNT: it is not there" "Make it with @@setUp@@" ;;
    *,True | *,true) row FAIL "1 service account $ACCOUNT: it is disabled" "gcloud iam service-accounts enable $ACCOUNT" ;;
    *) row ok "1 service account $ACCOUNT" '' ;;
  esac
}
# @end

check_roles() {
  local role kind name line present
  for line in ${GRANTS[@]+"${GRANTS[@]}"}; do
    read -r role kind name <<<"$line"
    name="${name:-$PROJECT_ID}"
    if ! present="$(bindings "$kind" "$name")"; then
      row FAIL "2 $role on the $kind $name: cannot be read" 'Is it there, and may you see its policy?'
    elif grep -qxF "$role,$MEMBER," <<<"$present"; then
      row ok "2 $role on the $kind $name" ''
    else
      row FAIL "2 $role on the $kind $name: not granted" "Grant it with @@setUp@@"
    fi
  done
}

# On the whole project the account has what GRANTS says and no other role.
check_excess() {
  local present role member condition excess=0
  present="$(bindings project "$PROJECT_ID")" || exit 2
  while IFS=, read -r role member condition; do
    [[ "$member" == "$MEMBER" ]] || continue
    grep -qxF "$role project" < <(printf '%s\n' ${GRANTS[@]+"${GRANTS[@]}"}) && continue
    excess=$((excess + 1))
    case "$role" in
      roles/owner | roles/editor | roles/viewer) row FAIL "  $role on the project: a basic role, with rights to nearly everything" "$(removal "$role")" ;;
      *) row FAIL "  $role on the project${condition:+ ($condition)}: more than it needs" "$(removal "$role")" ;;
    esac
  done <<<"$present"
  [[ "$excess" -gt 0 ]] || row ok '  no other role on the project' ''
}

removal() {
  echo "gcloud projects remove-iam-policy-binding $PROJECT_ID --member=$MEMBER --role=$1 --all"
}

# @if platform=cloud-run
check_keys() {
  local keys
  if ! keys="$(gcloud iam service-accounts keys list --iam-account="$ACCOUNT" --project="$PROJECT_ID" --managed-by=user --format='value(name.basename())')"; then
    row FAIL '  keys of the account: cannot be read' 'Is the account there, and may you see it?'
  elif [[ -n "$keys" ]]; then
    row FAIL "  the account has $(wc -l <<<"$keys" | tr -d ' ') key(s) that somebody made" "Delete each, once nothing uses it: gcloud iam service-accounts keys delete $(head -1 <<<"$keys") --iam-account=$ACCOUNT"
  else
    row ok '  no key of the account is about' ''
  fi
}

check_service() {
  local found current
  found="$(gcloud run services list --project="$PROJECT_ID" --region="$REGION" --filter="metadata.name=$SERVICE" \
    --format='csv[no-heading](metadata.name,spec.template.spec.serviceAccountName)')" || exit 2
  if [[ -z "$found" ]]; then
    row FAIL "3 $SERVICE is not deployed in $REGION" "Deploy it with --service-account=$ACCOUNT"
    return
  fi
  current="${found#*,}"
  if [[ "$current" == "$ACCOUNT" ]]; then
    row ok "3 $SERVICE runs as it" ''
  else
    row FAIL "3 $SERVICE runs as ${current:-the default compute account}" "Change it with @@setUp@@"
  fi
  check_access
  check_environment
}

check_access() {
  local present unchecked everybody
  present="$(bindings service "$SERVICE")" || exit 2
  unchecked="$(gcloud run services describe "$SERVICE" --region="$REGION" --project="$PROJECT_ID" \
    --format='value(metadata.annotations["run.googleapis.com/invoker-iam-disabled"])')" || exit 2
  everybody="$(grep -oE 'all(Authenticated)?Users' <<<"$present" | head -1 || true)"
  if [[ -n "$everybody" ]]; then
    row FAIL "  $SERVICE is public: $everybody may call it" "gcloud run services remove-iam-policy-binding $SERVICE --region=$REGION --member=$everybody --role=roles/run.invoker"
  elif [[ "$unchecked" == true ]]; then
    row FAIL "  $SERVICE asks nobody who they are" "gcloud run services update $SERVICE --region=$REGION --invoker-iam-check"
  else
    row ok "  $SERVICE is not public" ''
  fi
}

# A key in the environment would be used instead of the identity, or lie about.
check_environment() {
  local names keys
  names="$(gcloud run services describe "$SERVICE" --region="$REGION" --project="$PROJECT_ID" \
    --flatten='spec.template.spec.containers[].env[]' --format='value(spec.template.spec.containers.env.name)')" || exit 2
  keys="$(grep -xE '(GOOGLE|GEMINI|GOOGLE_GENAI)_API_KEY|GOOGLE_APPLICATION_CREDENTIALS|GOOGLE_CREDENTIALS' <<<"$names" || true)"
  if [[ -n "$keys" ]]; then
    row FAIL "  $SERVICE is given a key: $(tr '\n' ' ' <<<"$keys")" "gcloud run services update $SERVICE --region=$REGION --remove-env-vars=$(paste -sd, - <<<"$keys")"
  else
    row ok "  $SERVICE is given no key" ''
  fi
}
# @end
# @if platform=kubernetes
# The rest asks the cluster that kubectl points at.
check_kubernetes_account() {
  if kubectl get serviceaccount "$KUBERNETES_ACCOUNT" --namespace="$NAMESPACE" --output=name >/dev/null; then
    row ok "1 service account $KUBERNETES_ACCOUNT in the namespace $NAMESPACE" ''
  else
    row FAIL "1 service account $KUBERNETES_ACCOUNT in the namespace $NAMESPACE: it is not there" 'Make it: kubectl apply -f @@kubernetesFile@@'
  fi
}

# Every pod of the namespace runs as the account.
check_pods() {
  local accounts
  if ! accounts="$(kubectl get pods --namespace="$NAMESPACE" --output=jsonpath='{range .items[*]}{.spec.serviceAccountName}{"\n"}{end}')"; then
    row FAIL "3 pods of $NAMESPACE: cannot be read" 'Point kubectl at the cluster: gcloud container clusters get-credentials CLUSTER --location=LOCATION'
  elif [[ -z "$accounts" ]]; then
    row FAIL "3 no pod runs in $NAMESPACE" "Deploy it with serviceAccountName: $KUBERNETES_ACCOUNT"
  elif grep -qvxF "$KUBERNETES_ACCOUNT" <<<"$accounts"; then
    row FAIL "3 pods of $NAMESPACE run as $(sort -u <<<"$accounts" | tr '\n' ' ')" "Set serviceAccountName: $KUBERNETES_ACCOUNT"
  else
    row ok "3 all pods of $NAMESPACE run as $KUBERNETES_ACCOUNT" ''
  fi
}
# @end

echo "Identity of $SERVICE in $PROJECT_ID"
# @if platform=cloud-run
check_account
check_roles
check_excess
check_keys
check_service
# @end
# @if platform=kubernetes
check_kubernetes_account
check_roles
check_excess
check_pods
# @end

if [[ "$FAILURES" -gt 0 ]]; then
  echo "$FAILURES of these are not as they should be."
  exit 1
fi
echo 'All as it should be.'
