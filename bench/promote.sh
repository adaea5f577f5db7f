#!/usr/bin/env bash
# What `promote` costs with 1,000,000 events and 1,000 tags (git: 20,000 events), against 10 events, by turns in one
# process; and what the whole command `gate registry get` costs there. Fails above twice as much, or above 250 ms.
#
#   bench/promote.sh [ROUNDS [EVENTS [EVENTS_IN_GIT]]]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-50} events=${2:-1000000} in_git=${3:-20000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root"
if [[ -z ${PROMOTE_CLASS_PATH-} ]]; then
  mvn -q -B -ntp -pl gate-registry -am test-compile dependency:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile="$work/cp" -Djacoco.skip -Denforcer.skip >"$work/mvn.log" 2>&1 || { cat "$work/mvn.log" >&2; exit 1; }
  PROMOTE_CLASS_PATH=gate-registry/target/test-classes:gate-registry/target/classes:$(<"$work/cp")
fi

status=0
java -XX:+UseSerialGC -Dproject.root="$root" -cp "$PROMOTE_CLASS_PATH" \
  dev.modelgate.registry.bench.PromoteBenchmark "$work" "$rounds" "$events" "$in_git" || status=1

./gate --version >/dev/null # builds where it must
for name in v1.0.500 v2.0.1; do
  for _ in 1 2 3; do ./gate registry get "$name" --registry "$work/files" >/dev/null; done
  times=()
  for _ in {1..20}; do
    began=$(date +%s%N)
    ./gate registry get "$name" --registry "$work/files" >/dev/null
    times+=($((($(date +%s%N) - began) / 1000000)))
  done
  mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
  printf 'gate registry get %-9s with %d events: p50 %d ms, slowest %d ms\n' "$name" "$events" "${sorted[10]}" "${sorted[19]}"
  [[ ${sorted[10]} -lt 250 ]] || status=1
done
exit "$status"
