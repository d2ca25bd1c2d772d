# @if project=known
PROJECT_ID="${PROJECT_ID:-@@projectId@@}"
# @end
# @if project=unknown
if [[ -z "${PROJECT_ID:-}" ]]; then
  echo "PROJECT_ID is not set. Name the Google Cloud project: PROJECT_ID=my-project $0" >&2
  exit 2
fi
# @end
# @if region=known
REGION="${REGION:-@@regionId@@}"
# @end
# @if region=unknown
if [[ -z "${REGION:-}" ]]; then
  echo "REGION is not set. Name the region of the service in it, and run $0 again." >&2
  exit 2
fi
# @end
if ! command -v gcloud >/dev/null; then
  echo "gcloud is not on the PATH. Install the Google Cloud CLI and sign in with: gcloud auth login" >&2
  exit 2
fi
