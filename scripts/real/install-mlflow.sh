#!/usr/bin/env bash
# Installs a real MLflow server into .gate/real/mlflow of this repository. Does nothing where it is there already.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/mlflow.sh" install
