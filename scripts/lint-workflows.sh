#!/usr/bin/env bash
# Lints the workflows and the action with actionlint (with shellcheck) and zizmor, offline. Any finding fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=${GATE_REAL:-.gate/real}/linters
"$tools/bin/actionlint" "$@"
if (($# > 0)); then
  "$tools/venv/bin/zizmor" --offline --no-progress "$@"
else
  "$tools/venv/bin/zizmor" --offline --no-progress .github/workflows .github/actions
fi
