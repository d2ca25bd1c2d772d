# gcloud on the access policy of a resource: get-iam-policy, add-iam-policy-binding or remove-iam-policy-binding.
policy() {
  local verb=$1 kind=$2 name=$3
  shift 3
  case "$kind" in
    project) gcloud projects "$verb" "$PROJECT_ID" "$@" ;;
    bucket) gcloud storage buckets "$verb" "gs://$name" "$@" ;;
    secret) gcloud secrets "$verb" "$name" --project="$PROJECT_ID" "$@" ;;
    repository) gcloud artifacts repositories "$verb" "$name" --location="$REGION" --project="$PROJECT_ID" "$@" ;;
    service-account) gcloud iam service-accounts "$verb" "$name@$PROJECT_ID.iam.gserviceaccount.com" --project="$PROJECT_ID" "$@" ;;
    service) gcloud run services "$verb" "$name" --region="$REGION" --project="$PROJECT_ID" "$@" ;;
    *) echo "$kind is no kind of resource" >&2 && return 2 ;;
  esac
}

# Lines of a resource's policy: role,member,condition.
bindings() {
  policy get-iam-policy "$1" "$2" --flatten='bindings[].members' \
    --format='csv[no-heading](bindings.role,bindings.members,bindings.condition.title)'
}
