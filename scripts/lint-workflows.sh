#!/usr/bin/env bash
# Lints the workflows and the action with actionlint (with shellcheck) and zizmor, offline. Any finding fails, and so does
# a linter that misses a fault planted for it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=${GATE_REAL:-$PWD/.gate/real}/linters
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT

zizmor() { "$tools/venv/bin/zizmor" --offline --no-progress --quiet "$@"; }

"$tools/bin/actionlint"
zizmor .github/workflows .github/actions

cat >"$planted/bad.yml" <<'YAML'
name: Bad
on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}" ${{ steps.nope.outputs.x }}
YAML
if "$tools/bin/actionlint" "$planted/bad.yml" >"$planted/actionlint"; then
  echo "actionlint found nothing in a workflow with planted faults" >&2
  exit 1
fi
if zizmor "$planted/bad.yml" >"$planted/zizmor" 2>&1; then
  echo "zizmor found nothing in a workflow with planted faults" >&2
  exit 1
fi
grep -q 'pull_request.title' "$planted/actionlint"
grep -q 'unpinned-uses' "$planted/zizmor"
echo "the workflows are clean, and the linters find what is planted"
