#!/usr/bin/env bash
# Mutation tests of policy and statistics (gate-core): fails where the tests notice less than 85 % of what is broken on
# purpose. The report is gate-core/target/pit-reports/index.html. It takes long; narrow it by a pattern of classes.
# Usage: scripts/mutation.sh [CLASSES], such as 'dev.modelgate.core.policy.bucket.*'
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
narrow=()
[[ $# -eq 0 ]] || narrow=("-DtargetClasses=$1")
exec mvn -B -ntp -pl gate-core -Pmutation -Dspotless.check.skip -Denforcer.skip -Djacoco.skip \
  test-compile org.pitest:pitest-maven:mutationCoverage "${narrow[@]}"
