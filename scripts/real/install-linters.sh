#!/usr/bin/env bash
# Installs the linters of workflows: actionlint (Go), shellcheck (Debian), zizmor (PyPI).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tools=${GATE_REAL:-$PWD/.gate/real}/linters
mkdir -p "$tools/bin"
if ! command -v shellcheck >/dev/null; then
  apt-get update -q && apt-get install -y -q --no-install-recommends shellcheck
fi
[[ -x $tools/bin/actionlint ]] || GOBIN=$tools/bin go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
if [[ ! -x $tools/venv/bin/zizmor ]]; then
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check zizmor==1.32.0
fi
"$tools/bin/actionlint" --version | head -1
"$tools/venv/bin/zizmor" --version
