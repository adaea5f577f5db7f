#!/usr/bin/env bash
# Writes the lab's record from a run of scripts/lab/run.sh: write-up.sh LAB
# Two narratives with the real log and the comment, a picture of each comment as Chromium shows it, and the manifest.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
lab=$(cd "$1" && pwd)
out=$root/examples/grammar-tutor/experiments/38-ci-gate
venv=$root/.gate/real/markdown
[[ -x $venv/bin/markdown_py ]] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check markdown==3.9; }
command -v chromium >/dev/null || { echo "chromium is not installed; run scripts/real/install-chromium.sh" >&2; exit 1; }
mkdir -p "$out"
"$venv/bin/python" "$root/scripts/lab/write_up.py" "$lab" "$out" "$root/eval_baseline.json"
for name in clean regressed; do
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=2 \
    --window-size=860,300 --screenshot="$out/pr_$name.png" "file://$lab/pr_$name.html" >/dev/null 2>&1
  [[ -s $out/pr_$name.png ]] || { echo "chromium made no picture of pr_$name" >&2; exit 1; }
done
ls "$out"
