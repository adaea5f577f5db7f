#!/usr/bin/env bash
# Installs the OpenSSF Model Signing tool, the foreign verifier of bundle signatures, into the virtual environment
# .gate/real/model-signing of this repository. Does nothing where those versions are there already. Needs python3.
set -euo pipefail

version=1.1.1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$root/.gate/real/model-signing
python=$venv/bin/python

command -v python3 >/dev/null || {
  echo "python3 is not on the path, but it is required; install Python 3.10 or later and run this again" >&2
  exit 1
}

installed() {
  [[ -x $python ]] && "$python" - "$version" 2>/dev/null <<'PYTHON'
import importlib.metadata, sys
import OpenSSL, model_signing  # the tool needs pyOpenSSL, which its package does not ask for
sys.exit(importlib.metadata.version("model-signing") != sys.argv[1])
PYTHON
}

if installed; then
  echo "model-signing $version is installed: $python -m model_signing"
  exit 0
fi
python3 -m venv --clear "$venv"
"$python" -m pip install --quiet --disable-pip-version-check "model-signing==$version" pyOpenSSL
installed || {
  echo "$venv has no model-signing $version after its installation; remove it and run this again" >&2
  exit 1
}
echo "installed model-signing $version: $python -m model_signing"
