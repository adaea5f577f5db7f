#!/usr/bin/env bash
# Installs the harnesses whose output the importers read, each in an environment of its own below .gate/real.
# Versions are pinned: scripts/real/harnesses.sh writes the fixtures again with exactly these.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
python=${PYTHON:-python3}

environment() { # NAME PACKAGE...
  local venv=$root/.gate/real/$1
  shift
  [[ -f $venv/installed ]] && [[ $(<"$venv/installed") == "$*" ]] && return
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
  printf '%s\n' "$*" >"$venv/installed"
}

environment deepeval deepeval==4.3.1
environment evidently evidently==0.7.23 pandas==2.3.3 # it imports what pandas 3 no longer has
environment inspect inspect-ai==0.3.285
environment lm-eval lm-eval==0.4.13
environment nemo nemo-evaluator==0.2.8
environment openmed openmed==3.1.0
environment pytest pytest==9.2.0

# The last line of promptfoo that runs on Node 20.
if [[ ! -x $root/.gate/real/promptfoo/node_modules/.bin/promptfoo ]]; then
  mkdir -p "$root/.gate/real/promptfoo"
  printf '{"private": true}\n' >"$root/.gate/real/promptfoo/package.json"
  npm install --prefix "$root/.gate/real/promptfoo" --no-audit --no-fund --omit=optional --silent promptfoo@0.120.8
fi
