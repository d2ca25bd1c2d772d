REPOSITORY='@@githubRepository@@'
# Names can be given up and taken by somebody else; numbers cannot. Ask for them with:
#   gh api repos/@@githubRepository@@ --jq '"\(.owner.id) \(.id)"'
OWNER_ID="${GITHUB_OWNER_ID:-@@ownerId@@}"
REPOSITORY_ID="${GITHUB_REPOSITORY_ID:-@@repositoryId@@}"
if [[ -z "$OWNER_ID" || -z "$REPOSITORY_ID" ]] && command -v gh >/dev/null; then
  read -r OWNER_ID REPOSITORY_ID < <(gh api "repos/$REPOSITORY" --jq '"\(.owner.id) \(.id)"') || true
fi

PROJECT_NUMBER="$(gcloud projects describe "$PROJECT_ID" --format='value(projectNumber)')"
POOL="projects/$PROJECT_NUMBER/locations/global/workloadIdentityPools/@@pool@@"
if [[ "$OWNER_ID" =~ ^[0-9]+$ && "$REPOSITORY_ID" =~ ^[0-9]+$ ]]; then
  # @if trust=whole
  CONDITION="assertion.repository_owner_id == '$OWNER_ID' && assertion.repository_id == '$REPOSITORY_ID'"
  # @end
  WORKFLOW="principalSet://iam.googleapis.com/$POOL/attribute.repository_id/$REPOSITORY_ID"
else
  echo "The numbers of $REPOSITORY are not known, so that its name is trusted. Set GITHUB_OWNER_ID and GITHUB_REPOSITORY_ID." >&2
  # @if trust=whole
  CONDITION="assertion.repository == '$REPOSITORY'"
  # @end
  WORKFLOW="principalSet://iam.googleapis.com/$POOL/attribute.repository/$REPOSITORY"
fi
