#!/usr/bin/env bash
# Installs moto, a server of S3 on the loopback, into the virtual environment .gate/real/s3 of this repository; a real DVC
# pushes to it, and the gate reads from it. Does nothing where that version is there already. Needs python3.
set -euo pipefail

version=5.2.5
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$root/.gate/real/s3
python=$venv/bin/python

installed() {
  [[ -x $venv/bin/moto_server ]] && "$python" - "$version" 2>/dev/null <<'PYTHON'
import importlib.metadata, sys
import moto.server
sys.exit(importlib.metadata.version("moto") != sys.argv[1])
PYTHON
}

if installed; then
  echo "moto $version is installed: $venv/bin/moto_server"
  exit 0
fi
command -v python3 >/dev/null || {
  echo "python3 is not on the path, but it is required; install Python 3.9 or later and run this again" >&2
  exit 1
}
python3 -m venv --clear "$venv"
# The server's own extra would bring all of Amazon's services; S3 needs Flask alone.
"$python" -m pip install --quiet --disable-pip-version-check "moto[s3]==$version" flask==3.1.3 flask-cors==6.0.5
installed || {
  echo "$venv has no moto $version after its installation; remove it and run this again" >&2
  exit 1
}
echo "installed moto $version: $venv/bin/moto_server"
