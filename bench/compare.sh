#!/usr/bin/env bash
# Times `gate compare` on a small pair beside a plain Python script doing the same job: wall clock, median of 20.
# Usage: bench/compare.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '{"eval_set_sha256":"00","buckets":{"a":{"accuracy":0.98,"n":150,"correct":147},"b":{"accuracy":0.95}}}' \
  >"$work/baseline.json"
printf '{"eval_set_sha256":"00","buckets":{"a":{"accuracy":0.98,"n":150,"correct":147},"b":{"accuracy":0.94}}}' \
  >"$work/candidate.json"
pair=(--candidate "$work/candidate.json" --baseline "$work/baseline.json")

# The interpreter itself: a version manager's shim would add its own start to the figure.
python=$(python3 -c 'import sys; print(sys.executable)')

median_ms() {
  local i began
  for ((i = 0; i < runs; i++)); do
    began=$(date +%s%N)
    "$@" >/dev/null
    echo $((($(date +%s%N) - began) / 10000))
  done | sort -n | awk '{ms[NR] = $1 / 100} END {print (ms[int((NR + 1) / 2)] + ms[int(NR / 2) + 1]) / 2}'
}

./gate compare "${pair[@]}" >/dev/null # builds, and records the class-data archive, where that is still to do
gate=$(median_ms ./gate compare "${pair[@]}")
plain=$(median_ms "$python" bench/compare.py "${pair[@]}")
printf 'gate compare   %7.1f ms   (median of %d)\n' "$gate" "$runs"
printf 'python script  %7.1f ms\n' "$plain"
awk -v g="$gate" -v p="$plain" 'BEGIN {printf "ratio          %7.2f\n", g / p}'
