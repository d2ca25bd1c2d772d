#!/usr/bin/env bash
# Asks the deployed @@service@@ whether it is well, and for one real answer.
#
#   deploy/smoke-test.sh                                asks the service on Cloud Run, as whoever is signed in to gcloud
#   deploy/smoke-test.sh --url http://localhost:@@port@@    asks a container on this machine, without a token
#
# Read from the environment: PROJECT_ID and REGION; ID_TOKEN, where a token is there already; DEADLINE_SECONDS, how long
# a start may take. Ends with 0 if all is well, 1 if an answer was wrong, 2 if it could not ask, 3 if nothing answered
# in time.
# @if internal=true
#
# The service takes requests from the VPC network only, so run this from a machine in it.
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
DEADLINE_SECONDS="${DEADLINE_SECONDS:-@@deadline-seconds@@}"

url=
token=${ID_TOKEN:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
  read_arguments "$@"
  command -v curl >/dev/null || stop "curl is not on the PATH."
  if [[ -z "$url" ]]; then find_service; fi
  url=${url%/}
  # In a file, so that the token is not in the list of processes.
  if [[ -n "$token" ]]; then printf 'Authorization: Bearer %s\n' "$token" >"$work/headers"; else : >"$work/headers"; fi
  await_answer @@health-path@@
# @if has-ready=true
  await_answer @@ready-path@@
# @end
# @if has-request=true
  ask
# @end
  echo "$SERVICE is well: $url" >&2
}

read_arguments() {
  if [[ $# -eq 0 ]]; then return; fi
  if [[ $# -ne 2 || "$1" != --url ]]; then stop "Usage: $0 [--url URL]"; fi
  url=$2
}

find_service() {
  [[ -n "$PROJECT_ID" ]] || stop "PROJECT_ID is not set. Name the Google Cloud project: PROJECT_ID=my-project $0"
  [[ -n "$REGION" ]] || stop "REGION is not set. Name the region of the service in it, and run $0 again."
  command -v gcloud >/dev/null ||
    stop "gcloud is not on the PATH. Install the Google Cloud CLI and sign in with: gcloud auth login"
  url=$(gcloud run services describe "$SERVICE" --region="$REGION" --project="$PROJECT_ID" \
    --format='value(status.url)') || stop "The service $SERVICE was not found in $REGION."
  [[ -n "$url" ]] || stop "The service $SERVICE has no address yet."
  if [[ -z "$token" ]]; then
    token=$(gcloud auth print-identity-token) || stop "gcloud gave no identity token. Sign in with: gcloud auth login"
  fi
}

# Until it answers 200, or the deadline. 401 and 403 do not get better by waiting.
await_answer() {
  local path=$1 status
  while true; do
    status=$(request "$path")
    case "$status" in
      200) echo "$path: 200" >&2 && return ;;
      401 | 403) fail "$path: $status. Whoever asks needs roles/run.invoker on the service $SERVICE." ;;
    esac
    if ((SECONDS >= DEADLINE_SECONDS)); then
      echo "$path: $status after $SECONDS s; the deadline was $DEADLINE_SECONDS s." >&2
      exit 3
    fi
    sleep "${RETRY_SECONDS:-3}"
  done
}
# @if has-request=true

ask() {
  local status
# @if request-optional=true
  # An application without this route has others; put a request of its own here.
  status=$(request /openapi.json)
  if [[ "$status" != 200 ]] || ! grep -q '"@@request-path@@"' "$work/body"; then
    echo "@@request-path@@: not a route of this application, so nothing was asked." >&2
    return
  fi
# @end
# @if has-body=true
  cat >"$work/request.json" <<'JSON'
@@request-body@@
JSON
  status=$(request @@request-path@@ --header 'Content-Type: application/json' --data-binary @"$work/request.json")
# @end
# @if has-body=false
  status=$(request @@request-path@@)
# @end
  if [[ "$status" != 200 ]]; then
    head -c 2000 "$work/body" >&2 || true
    fail "@@request-path@@: $status"
  fi
  grep -qF '@@request-answer@@' "$work/body" || fail '@@request-path@@: the answer has no @@request-answer@@.'
  echo "@@request-path@@: 200" >&2
}
# @end

# Prints the status of the answer, 000 where there was none; the answer itself goes to a file.
request() {
  local path=$1
  shift
  : >"$work/body"
  curl --silent --max-time "${REQUEST_SECONDS:-120}" --header @"$work/headers" --output "$work/body" \
    --write-out '%{http_code}' "$@" "$url$path" || true
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

stop() {
  printf '%s\n' "$*" >&2
  exit 2
}

main "$@"
