#!/usr/bin/env bash
# Installs a real OCI registry, Debian's docker-registry. Does nothing where it is there already.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/registry.sh" install
