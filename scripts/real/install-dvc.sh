#!/usr/bin/env bash
# Installs DVC with its access to S3, whose pointers, caches and remotes this project reads by itself, into the virtual
# environment .gate/real/dvc of this repository. Does nothing where those versions are there already. Needs python3.
set -euo pipefail

version=3.67.1
s3=3.3.0
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$root/.gate/real/dvc
python=$venv/bin/python

installed() {
  [[ -x $python ]] && "$python" - "$version" "$s3" 2>/dev/null <<'PYTHON'
import importlib.metadata, sys
found = [importlib.metadata.version(name) for name in ("dvc", "dvc-s3")]
sys.exit(found != sys.argv[1:])
PYTHON
}

if installed; then
  echo "DVC $version is installed: $venv/bin/dvc"
  exit 0
fi
command -v python3 >/dev/null || {
  echo "python3 is not on the path, but it is required; install Python 3.9 or later and run this again" >&2
  exit 1
}
python3 -m venv --clear "$venv"
"$python" -m pip install --quiet --disable-pip-version-check "dvc==$version" "dvc-s3==$s3"
installed || {
  echo "$venv has no DVC $version after its installation; remove it and run this again" >&2
  exit 1
}
echo "installed DVC $version: $venv/bin/dvc"
