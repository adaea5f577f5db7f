#!/usr/bin/env bash
# Installs act, which runs GitHub workflows on this machine, into .gate/real/bin of this repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$PWD/.gate/real/bin
version=v0.2.89
mkdir -p "$bin"
if [[ ! -x $bin/act ]] || ! go version -m "$bin/act" | grep -qP "^\tmod\tgithub.com/nektos/act\t\Q$version\E\t"; then
  GOBIN=$bin GOFLAGS='' go install "github.com/nektos/act@$version"
fi
go version -m "$bin/act" | grep -P "^\tmod\t"
