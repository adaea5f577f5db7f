#!/usr/bin/env bash
# Installs cosign, the foreign verifier of signed verdicts, into .gate/real/bin of this repository.
# Does nothing where that version is there already. Needs go; the first build takes some minutes.
set -euo pipefail

version=v3.1.3
module=github.com/sigstore/cosign/v3
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=$root/.gate/real/bin

command -v go >/dev/null || {
  echo "go is not on the path, but it is required to build cosign; install Go and run this again" >&2
  exit 1
}

# cosign's own version command says what a linker flag told it; what it was built from go knows.
installed() {
  [[ -x $bin/cosign ]] && go version -m "$bin/cosign" | grep -qP "^\tmod\t\Q$module\E\t\Q$version\E\t"
}

if installed; then
  echo "cosign $version is installed: $bin/cosign"
  exit 0
fi
mkdir -p "$bin"
GOBIN=$bin GOFLAGS='' go install "$module/cmd/cosign@$version"
installed || {
  echo "$bin/cosign is not $version after its installation; remove it and run this again" >&2
  exit 1
}
echo "installed cosign $version: $bin/cosign"
