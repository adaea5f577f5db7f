#!/usr/bin/env bash
# Compiles a part of the modules and what it needs, formatted and without a warning, and then runs the part's own tests:
#   test-part.sh core|eval|registry|outside      outside: whatever uses these three
# The parts together are `mvn verify`; a change waits for the slowest of them only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case ${1-} in
  core) modules=gate-core needs=. ;;
  eval) modules=gate-eval needs=gate-core ;;
  registry) modules=gate-registry needs=gate-eval ;;
  outside) modules=gate-ci,gate-cli,gate-maven-plugin,examples/grammar-tutor,gate-architecture needs=gate-registry,gate-bom ;;
  *) echo "usage: $0 core|eval|registry|outside" >&2 && exit 64 ;;
esac
maven() { mvn --batch-mode --no-transfer-progress -T 1C "$@"; }
# Installed, because the second run is of this part alone and takes the other modules from there.
maven --projects "$needs" --also-make -Dmaven.test.skip -Djacoco.skip install
maven --projects "$modules" -DforkCount=2 spotless:check verify
