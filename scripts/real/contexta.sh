#!/usr/bin/env bash
# Writes fixtures/contexta/hostile again, with Contexta itself.
#
# Contexta 1.0.0 asks for Python 3.14, but runs on 3.12 and later; the environment lies in .gate/real/contexta.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$root/.gate/real/contexta
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' || {
    echo "contexta.sh: $("$python" --version) is too old, but 3.12 or later is required; set PYTHON" >&2
    exit 1
}
[[ -x $venv/bin/python ]] || "$python" -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --ignore-requires-python contexta==1.0.0 duckdb==2.0.0
"$venv/bin/python" "$root/scripts/real/contexta-workspace.py" "$root/fixtures/contexta/hostile"
