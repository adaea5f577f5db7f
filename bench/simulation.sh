#!/usr/bin/env bash
# Simulates the table of section 1 of spec/statistics.md anew, for the point rule and for the evidence rule, and times
# 20,000 buckets with intervals. Status 1 where a figure is not the printed one within Monte-Carlo error, or the
# buckets take a second. Usage: bench/simulation.sh [RUNS], 20000 by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=${BENCH_CLASSPATH:-gate-cli/target/dist/gate-cli.jar}
[[ -n ${BENCH_CLASSPATH-} ]] || ./gate --version >/dev/null # builds what is missing or stale
exec "$java" -XX:+UseSerialGC -cp "$classes" bench/Simulation.java "${1:-20000}"
