#!/usr/bin/env bash
# Times `gate eval` on 1,000 cases against a local endpoint that takes 20 ms, 32 in flight: wall clock, user CPU and
# peak memory of the whole command, median of RUNS; promptfoo on the same work where it is installed.
# The floor is 0.63 s: 32 rounds of 20 ms. Usage: bench/eval-http.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-5}
gate=$PWD/gate
python=$(python3 -c 'import sys; print(sys.executable)')
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
"$java" bench/SlowEndpoint.java 20 >"$work/port" &
server=$!
trap 'kill "$server"; rm -rf "$work"' EXIT
for ((i = 0; i < 900; i++)); do [[ -s $work/port ]] && break; sleep 0.1; done
[[ -s $work/port ]] || { echo 'the endpoint did not start within 90 s' >&2; exit 1; }
url=http://127.0.0.1:$(<"$work/port")/v1

"$python" - "$work" "$url" <<'PY'
import json, sys
work, url = sys.argv[1:]
with open(work + "/set.jsonl", "w") as cases:
    for i in range(1000):
        cases.write(json.dumps({"id": f"c{i}", "input": f"question {i}", "expected": f"question {i}",
                                "buckets": [f"b{i % 10}"]}) + "\n")
with open(work + "/gate.yaml", "w") as wiring:
    wiring.write("version: 1\nwiring:\n  runtime: {kind: openai-chat, model: echo}\n")
with open(work + "/promptfooconfig.yaml", "w") as config:
    json.dump({"prompts": ["{{q}}"],
               "providers": [{"id": "openai:chat:echo", "config": {"apiBaseUrl": url, "apiKey": "none"}}],
               "tests": [{"vars": {"q": f"question {i}"}, "assert": [{"type": "equals", "value": f"question {i}"}]}
                         for i in range(1000)]}, config)
PY

# Prints wall seconds, user CPU seconds and peak MB of a command and of what it started, one run a line.
measure() {
  "$python" - "$runs" "$@" <<'PY'
import os, subprocess, sys, time
for _ in range(int(sys.argv[1])):
    began = time.monotonic()
    child = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    if status != 0:
        sys.exit(f"{sys.argv[2]} ended with status {os.waitstatus_to_exitcode(status)}")
    print(f"{wall:.3f} {usage.ru_utime:.3f} {usage.ru_maxrss / 1024:.0f}")
PY
}

report() {
  sort -n "$work/$2" | awk -v name="$1" '{wall[NR] = $1; user[NR] = $2; if ($3 > peak) peak = $3}
    END {m = int((NR + 1) / 2)
      printf "%-12s wall %6.2f s (best %.2f)   user CPU %6.2f s   peak %4d MB   (median of %d)\n", name, wall[m], wall[1], user[m], peak, NR}'
}

cd "$work"
evaluate=("$gate" eval --endpoint "$url" --eval-set set.jsonl --concurrency 32 --output report.json)
"${evaluate[@]}" >"$work/first" # builds, and records the class-data archive, where that is still to do
grep -q '"accuracy": 1, "n": 1000, "correct": 1000' report.json || { echo 'the report is wrong' >&2; exit 1; }
measure "${evaluate[@]}" >"$work/gate.times"
report 'gate eval' gate.times
if command -v promptfoo >/dev/null; then
  export PROMPTFOO_DISABLE_TELEMETRY=1 PROMPTFOO_DISABLE_UPDATE=1 PROMPTFOO_CONFIG_DIR=$work/promptfoo
  measure promptfoo eval -c promptfooconfig.yaml -j 32 --no-cache --no-table --no-progress-bar -o out.json >"$work/peer.times"
  report promptfoo peer.times
else
  echo 'promptfoo    not installed'
fi
