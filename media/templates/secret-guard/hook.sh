#!/bin/sh
# Refuses a commit that would bring a secret. Written by "ai-stack generate secret-guard".
# What is scanned is the index, so what is committed and nothing else.
# To accept a finding, add "ai-stack: allow -- why" as a comment, or add it to the baseline.

say() {
  printf '%s\n' "secret guard: $*" >&2
}

# The program: the cli.js that AI_STACK_CLI names, else ai-stack on PATH, else the VS Code extension on this machine.
newest=
for folder in \
  "$HOME"/.vscode/extensions/ai-stack-guide.ai-stack-guide-* \
  "$HOME"/.vscode-server/extensions/ai-stack-guide.ai-stack-guide-* \
  "$HOME"/.vscode-insiders/extensions/ai-stack-guide.ai-stack-guide-* \
  "$HOME"/.vscode-oss/extensions/ai-stack-guide.ai-stack-guide-* \
  "$HOME"/.cursor/extensions/ai-stack-guide.ai-stack-guide-*; do
  [ -f "$folder/dist/cli.js" ] || continue
  if [ -z "$newest" ] || [ "$folder" -nt "$newest" ]; then newest=$folder; fi
done

if [ -n "${AI_STACK_CLI:-}" ] && [ -f "$AI_STACK_CLI" ]; then
  set -- node "$AI_STACK_CLI"
elif command -v ai-stack >/dev/null 2>&1; then
  set -- ai-stack
elif [ -n "$newest" ]; then
  set -- node "$newest/dist/cli.js"
else
  say "AI Stack Guide was not found, so nothing was scanned."
  say "Install the VS Code extension, put ai-stack on PATH, or set AI_STACK_CLI to its dist/cli.js."
  # @if missing=refuse
  exit 1
  # @end
  # @if missing=warn
  exit 0
  # @end
fi

if ! command -v "$1" >/dev/null 2>&1; then
  say "$1 is not on PATH, so nothing was scanned. Install Node.js 20 or later."
  # @if missing=refuse
  exit 1
  # @end
  # @if missing=warn
  exit 0
  # @end
fi

set -- "$@" scan . --staged
# @if baseline=true
if [ -f .ai-stack-baseline.json ]; then set -- "$@" --baseline .ai-stack-baseline.json; fi
# @end

"$@" >&2
status=$?
case $status in
  0) exit 0 ;;
  1) say "the commit was refused. Take the secrets above out, and revoke those that were real." ;;
  *) say "the scan could not run, so the commit was refused." ;;
esac
exit 1
