#!/usr/bin/env bash
# How fast `gate sha` hashes, beside `openssl dgst -sha256` on the same bytes in the same minutes.
#
#   bench/sha.sh [RUNS]        default 5; the figures are medians
#   BENCH_MIB=512 bench/sha.sh smaller data than the 2048 MiB that the targets speak of
#
# Two bundles: eight tensors of equal size in one file, and one ONNX file. Times are of whole commands, JVM start
# included, on files that the page cache holds. Status 1 where a ratio misses its target: 1.5 and 0.85 on two cores.
set -euo pipefail
export LC_ALL=C

runs=${1:-5}
mib=${BENCH_MIB:-2048}
gate=${GATE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/gate}
data=$(mktemp -d "${TMPDIR:-/tmp}/gate-bench-sha.XXXXXX")
trap 'rm -rf "$data"' EXIT

write_bundles() {
  local tensors=8 size=$((mib * 1048576)) i header='{' each
  each=$((size / tensors))
  mkdir "$data/one" "$data/eight"
  head -c "$size" /dev/urandom >"$data/one/model.onnx"
  for ((i = 0; i < tensors; i++)); do
    header+="\"layer.$i\":{\"dtype\":\"U8\",\"shape\":[$each],\"data_offsets\":[$((i * each)),$(((i + 1) * each))]},"
  done
  header="${header%,}}"
  { little_endian ${#header}; printf '%s' "$header"; cat "$data/one/model.onnx"; } >"$data/eight/model.safetensors"
}

little_endian() {
  local i value=$1
  for ((i = 0; i < 8; i++)); do
    printf "\\x$(printf %02x $((value & 255)))"
    value=$((value >> 8))
  done
}

milliseconds() { # of a command, whose output goes to $data/out
  local began=${EPOCHREALTIME/./} ended
  "$@" >"$data/out"
  ended=${EPOCHREALTIME/./}
  echo $(((ended - began) / 1000))
}

median() {
  sort -n "$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'
}

measure() { # name, directory, file: one after the other, so that other load meets both alike
  local name=$1 directory=$2 file=$3 i
  : >"$data/$name.openssl" && : >"$data/$name.gate"
  for ((i = 0; i < runs; i++)); do
    milliseconds openssl dgst -sha256 "$file" >>"$data/$name.openssl"
    milliseconds "$gate" sha "$directory" >>"$data/$name.gate"
  done
}

report() { # name, what, target
  local openssl_ms gate_ms
  openssl_ms=$(median "$data/$1.openssl")
  gate_ms=$(median "$data/$1.gate")
  awk -v what="$2" -v o="$openssl_ms" -v g="$gate_ms" -v target="$3" -v mib="$mib" 'BEGIN {
    printf "%-22s openssl %6d ms %5d MiB/s   gate %6d ms %5d MiB/s   ratio %.2f (target %s)\n",
      what, o, mib * 1000 / o, g, mib * 1000 / g, o / g, target
    exit o / g < target }'
}

require_same_hash() {
  local expected
  expected=$(openssl dgst -sha256 -r "$data/one/model.onnx" | cut -d' ' -f1)
  if [[ $("$gate" sha --document "$data/one") != *"\"sha256\":\"$expected\""* ]]; then
    echo "gate and openssl disagree on $data/one/model.onnx" >&2
    exit 1
  fi
}

"$gate" --version >"$data/version" # builds what is missing before anything is timed
printf '%s, %s, %s cores, load %s, %d runs, %d MiB\n' "$(<"$data/version")" "$(openssl version | cut -d' ' -f1,2)" \
  "$(getconf _NPROCESSORS_ONLN)" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)" "$runs" "$mib"
write_bundles
require_same_hash
measure eight "$data/eight" "$data/eight/model.safetensors"
measure one "$data/one" "$data/one/model.onnx"
status=0
report eight 'eight tensors' 1.5 || status=1
report one 'one ONNX file' 0.85 || status=1
exit "$status"
