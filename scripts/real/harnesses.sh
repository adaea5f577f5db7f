#!/usr/bin/env bash
# Writes fixtures/harness again: results of each harness, made by the harness itself. No network is needed but for
# scripts/real/harness/install.sh, which installs them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
real=$root/.gate/real
from=$root/scripts/real/harness
out=$root/fixtures/harness
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$from"/* "$work"
cd "$work"
mkdir -p "$out"

[[ -f $real/pytest/installed ]] || { echo 'pytest is not installed; run scripts/real/harness/install.sh' >&2; exit 1; }
"$real/pytest/bin/python" -m pytest -q -p no:cacheprovider --junitxml=junit.xml test_tutor.py >/dev/null && exit 1 # one test fails on purpose
sed -E 's/hostname="[^"]*"/hostname="host"/; s#/[^" &]*/test_tutor.py#test_tutor.py#g' junit.xml >"$out/pytest-9.2.0.xml"

if [[ -f $real/inspect/installed ]]; then
  "$real/inspect/bin/python" task.py >/dev/null
  cp logs/*.json "$out/inspect-0.3.285.json"
fi

if [[ -f $real/deepeval/installed ]]; then
  DEEPEVAL_TELEMETRY_OPT_OUT=YES "$real/deepeval/bin/python" deep.py >/dev/null 2>&1
  cp deepeval/*.json "$out/deepeval-4.3.1.json"
fi

if [[ -x $real/promptfoo/node_modules/.bin/promptfoo ]]; then
  PROMPTFOO_DISABLE_TELEMETRY=1 PROMPTFOO_DISABLE_UPDATE=1 PROMPTFOO_CONFIG_DIR=$work/promptfoo \
    "$real/promptfoo/node_modules/.bin/promptfoo" eval -c promptfooconfig.yaml --output promptfoo.json \
    --no-cache --no-table --no-progress-bar >promptfoo.log 2>&1 && exit 1 # one test fails on purpose
  cp promptfoo.json "$out/promptfoo-0.120.8.json"
fi

if [[ -f $real/lm-eval/installed ]]; then
  HF_HOME=$work/hf HF_HUB_OFFLINE=1 HF_DATASETS_OFFLINE=1 "$real/lm-eval/bin/lm_eval" run --model dummy \
    --tasks past_choice,past_words --include_path . --output_path lm-eval --log_samples >lm-eval.log 2>&1
  cp lm-eval/*/results_*.json "$out/lm-eval-0.4.13-results.json"
  for task in past_choice past_words; do
    cp lm-eval/*/samples_"$task"_*.jsonl "$out/lm-eval-0.4.13-samples-$task.jsonl"
  done
fi

if [[ -f $real/evidently/installed ]]; then
  DO_NOT_TRACK=1 "$real/evidently/bin/python" evidently_report.py "$out/evidently-0.7.23.json" 2>/dev/null
fi

if [[ -f $real/nemo/installed ]]; then
  # It reads its own result one folder above where it wrote it: the link is for that.
  mkdir nemo && ln -s past/byob_results.json nemo/byob_results.json
  PATH=$real/nemo/bin:$PATH NEMO_EVALUATOR_TELEMETRY_LEVEL=0 bash -c '
    nemo-evaluator-byob nemo_benchmark.py --install-dir nemo-installed
    nemo-evaluator run_eval --eval_type byob_past.past --model_url http://127.0.0.1:9/v1/chat/completions \
      --model_id none --model_type chat --output_dir ./nemo' >nemo.log 2>&1
  sed -E 's#/[^" ]*/(nemo[a-z_]*\.(py|jsonl))#\1#g' nemo/results.yml >"$out/nemo-evaluator-0.2.8.yml"
fi

if [[ -f $real/openmed/installed ]]; then
  "$real/openmed/bin/python" phi.py "$out/openmed-3.1.0.json"
fi

if [[ -f $real/mlflow/complete ]]; then
  mlflow=$root/scripts/real/mlflow.sh
  "$mlflow" start "$work/server"
  trap '"$mlflow" stop "$work/server"; rm -rf "$work"' EXIT
  url=$(<"$work/server/url")
  run=$("$mlflow" python mlflow_run.py "$url" 2>/dev/null)
  MLFLOW_TRACKING_URI=$url "$real/mlflow/bin/mlflow" runs describe --run-id "$run" |
    sed -E 's#("artifact_uri": "mlflow-artifacts:/)[^"]*#\1run/artifacts#; s/("mlflow.source.git.branch": ")[^"]*/\1main/' \
      >"$out/mlflow-run-3.17.2.json"
  cp "$work"/server/artifacts/*/"$run"/artifacts/answers.json "$out/mlflow-table-3.17.2.json"
  "$mlflow" python "$root/scripts/real/mlflow-pipelines.py" "$url" "$root/fixtures/mlflow-pipelines.jsonl" >/dev/null 2>&1
fi
