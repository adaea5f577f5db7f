#!/usr/bin/env bash
# Installs every real component that `mvn verify -Preal` tests against. Does nothing for what is there already.
set -euo pipefail
for install in "$(dirname "${BASH_SOURCE[0]}")"/install-*.sh; do
  printf '==> %s\n' "${install##*/}"
  "$install"
done
