#!/usr/bin/env bash
# Times `gate compare` on a small pair beside a plain Python script doing the same job: wall clock, median of 20; and
# the processor time of the same runs, which a busy machine disturbs less.
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

# Two numbers in milliseconds: the median of the clock, and the processor time of a run.
measure() {
  local i began
  {
    for ((i = 0; i < runs; i++)); do
      began=$(date +%s%N)
      "$@" >/dev/null 2>&1
      echo $((($(date +%s%N) - began) / 10000))
    done
    times >"$work/times"
  } | sort -n | awk '{ms[NR] = $1 / 100} END {printf "%s ", (ms[int((NR + 1) / 2)] + ms[int(NR / 2) + 1]) / 2}'
  # the second line of `times` is the children's, as 0m1.234s 0m0.567s
  sed -n 2p "$work/times" | tr 'ms' '  ' | awk -v runs="$runs" '{print ($1 * 60 + $2 + $3 * 60 + $4) * 1000 / runs}'
}

./gate compare "${pair[@]}" >/dev/null 2>&1 # builds, and records the class-data archive, where that is still to do
read -r gate gate_cpu < <(measure ./gate compare "${pair[@]}")
read -r plain plain_cpu < <(measure "$python" bench/compare.py "${pair[@]}")
printf 'gate compare   %7.1f ms   processor %7.1f ms   (median, mean of %d)\n' "$gate" "$gate_cpu" "$runs"
printf 'python script  %7.1f ms   processor %7.1f ms\n' "$plain" "$plain_cpu"
awk -v g="$gate" -v p="$plain" -v gc="$gate_cpu" -v pc="$plain_cpu" \
  'BEGIN {printf "ratio          %7.2f      processor %7.2f\n", g / p, gc / pc}'
