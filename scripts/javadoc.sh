#!/usr/bin/env bash
# The Javadoc of the published modules; any warning fails. Pages: MODULE/target/reports/apidocs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn --batch-mode --no-transfer-progress --quiet -Djacoco.skip -Denforcer.skip \
  -pl gate-core,gate-eval,gate-registry,gate-ci compile javadoc:javadoc
