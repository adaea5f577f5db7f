#!/usr/bin/env bash
# ONNX throughput of the gate's runtime beside Python's onnxruntime of the same version: the tutor's model, batches of
# 256, the same threads, in turns, medians of RUNS. Then the whole command on the tutor's 1,200 cases.
#
#   bench/onnx.sh [RUNS]     default 5; THREADS=1 SECONDS_EACH=2 BATCH=256 change the rest
#
# The first run makes the virtual environment .gate/bench/onnxruntime. Status 1 where the ratio is below 0.95.
set -euo pipefail
export LC_ALL=C ORT_DISABLE_TELEMETRY=1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-5}
threads=${THREADS:-1} each=${SECONDS_EACH:-2} batch=${BATCH:-256}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
tutor=$root/examples/grammar-tutor
bundle=$tutor/models/clean set=$tutor/data/eval/phase-20.jsonl
version=$(sed -n '/<artifactId>onnxruntime</,/version>/s#.*<version>\(.*\)</version>.*#\1#p' "$root/pom.xml" | head -n 1)
venv=$root/.gate/bench/onnxruntime
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ ! -f $venv/installed || $(<"$venv/installed") != "$version" ]]; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "onnxruntime==$version" numpy
  printf '%s\n' "$version" >"$venv/installed"
fi
"$root/gate" --version >/dev/null # builds where that is still to do
classes=$root/gate-cli/target/dist/gate-cli.jar:$(printf '%s:' "$tutor"/target/*.jar)
"${java}c" -d "$work" -cp "$classes" "$root/bench/OnnxThroughput.java"

gate() { "$java" -XX:+UseSerialGC -cp "$work:$classes" OnnxThroughput "$bundle" "$set" "$batch" "$threads" "$each" "$1" >>"$work/$1"; }
median() { awk -v c="${2:-1}" '{print $c}' "$1" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

for ((i = 0; i < runs; i++)); do # in turns: what else the machine does falls on all three
  "$venv/bin/python" "$root/bench/onnx_peer.py" "$bundle" "$set" "$batch" "$threads" "$each" >>"$work/peer"
  gate tensors
  gate texts
done
printf 'onnxruntime %s, batch %d, %d thread(s), median of %d: cases a second, cases a second of CPU\n' "$version" "$batch" "$threads" "$runs"
row() { printf '  %-28s %10d %10d\n' "$1" "$(median "$work/$2")" "$(median "$work/$2" 2)"; }
row 'Python, tensors in and out' peer
row 'gate, tensors in and out' tensors
row 'gate, texts in and out' texts

cd "$root"
for ((i = 0; i <= runs; i++)); do # the first is not counted: it may record the class-data archive
  began=${EPOCHREALTIME/./}
  ./gate eval --bundle "$bundle" --eval-set "$set" --output "$work/report.json" >/dev/null
  ((i == 0)) || echo $(((${EPOCHREALTIME/./} - began) / 1000)) >>"$work/command"
done
printf 'gate eval, 1,200 cases, whole command: %d ms (best %d)\n' "$(median "$work/command")" "$(sort -n "$work/command" | head -n 1)"
ratio() { awk -v ours="$(median "$work/tensors" "$1")" -v peer="$(median "$work/peer" "$1")" 'BEGIN {printf "%.3f", ours / peer}'; }
printf 'ratio %s by the clock (at least 0.95 is wanted), %s by CPU time, which counts the compiler of the JVM\n' "$(ratio 1)" "$(ratio 2)"
awk -v ratio="$(ratio 1)" 'BEGIN {exit ratio < 0.95}'
