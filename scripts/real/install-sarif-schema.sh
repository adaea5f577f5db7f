#!/usr/bin/env bash
# Puts the published schema of SARIF 2.1.0 (OASIS, errata 01) into .gate/real/sarif, out of a Go module that carries it.
# Does nothing where it is there already. Needs go.
set -euo pipefail

module=github.com/owenrumney/go-sarif/v3
version=v3.3.0
sha256=c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
schema=$root/.gate/real/sarif/sarif-schema-2.1.0.json

command -v go >/dev/null || {
  echo "go is not on the path, but it is required to fetch the schema; install Go and run this again" >&2
  exit 1
}

is_there() {
  [[ -f $schema ]] && echo "$sha256  $schema" | sha256sum --check --quiet 2>/dev/null
}

if ! is_there; then
  mkdir -p "${schema%/*}"
  folder=$(cd "${schema%/*}" && GOFLAGS=-mod=mod go mod download -json "$module@$version" |
    sed -n 's/^\t"Dir": "\(.*\)",\?$/\1/p')
  # The module holds the schema as one raw string: what stands between the two backticks.
  sed -n '/`{$/,/^}$/p' "$folder/pkg/report/v210/sarif/schema.go" | sed '1s/^.*`{/{/' >"$schema"
  is_there || {
    echo "$schema is not the schema that is expected; look at $module $version" >&2
    exit 1
  }
fi
echo "SARIF schema: $schema"
