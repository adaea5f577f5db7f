#!/usr/bin/env bash
# Runs the deployment workflow on this machine, for a clean and for a degraded candidate: act runs the workflow's very
# file, MLflow is a real server, the registry lies in git, and a stand-in answers for GitHub.
#
#   scripts/lab/run.sh DIR      DIR is new; it gets the repository, the logs, the comments and the registry
#
# Prints what each run gave and fails where one did not behave: the clean one is promoted, once; the degraded one is
# refused by its bucket and changes nothing; a stale eval set stops before any download.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
act=$root/.gate/real/bin/act
[[ -x $act ]] || { echo "act is not installed; run scripts/real/install-act.sh" >&2; exit 1; }
mkdir "$1"
lab=$(cd "$1" && pwd)
"$root/gate" --version >/dev/null

started=()
finish() {
  for pid in "${started[@]}"; do kill "$pid"; done
  "$root/scripts/real/mlflow.sh" stop "$lab/mlflow"
}
"$root/scripts/real/mlflow.sh" start "$lab/mlflow"
trap finish EXIT
tracking=$(<"$lab/mlflow/url")
log_model() {
  "$root/scripts/real/mlflow.sh" python "$root/scripts/lab/log_model.py" "$tracking" \
    "$root/examples/grammar-tutor/models/$1" "$1" 2>"$lab/log-model-$1.log"
}
clean=$(log_model clean)
degraded=$(log_model degraded)

# The repository: what the tutor's own has, with the gate as a command beside it.
repo=$lab/tutor
git init -q -b main "$repo"
git -C "$repo" config user.name maintainer
git -C "$repo" config user.email maintainer@localhost
mkdir -p "$repo/.github/workflows" "$repo/examples/grammar-tutor/target" "$repo/examples/grammar-tutor/data"
cp "$root/.github/workflows/deploy-grammar-tutor.yml" "$repo/.github/workflows"
cp "$root/gate.yaml" "$root/eval_baseline.json" "$root/eval_baseline_cases.jsonl" "$repo"
cp -r "$root/examples/grammar-tutor/data/eval" "$repo/examples/grammar-tutor/data"
cp "$root/examples/grammar-tutor/target/grammar-tutor.jar" "$repo/examples/grammar-tutor/target"
sed -i 's/^  baseline: .*/&\n  tracker: mlflow/' "$repo/gate.yaml"
printf '#!/usr/bin/env bash\nexec %q "$@"\n' "$root/gate" >"$repo/gate"
chmod +x "$repo/gate"
git -C "$repo" add -A
git -C "$repo" commit -q -m "The tutor"
base=$(git -C "$repo" rev-parse HEAD)
git -C "$repo" checkout -q -b candidate
echo "retrained" >"$repo/CHANGES.md"
git -C "$repo" add -A
git -C "$repo" commit -q -m "Deploy a candidate"

git init -q --bare -b main "$lab/registry.git"

# deploy NAME RUN VERSION: the workflow on a pull request that asks for that run; its status is act's.
deploy() {
  local name=$1 run=$2 version=$3 state=$lab/$1 before
  mkdir "$state" "$state/home"
  before=$(date -u -d '1 minute ago' +%FT%TZ)
  date -u -d '10 seconds ago' +%FT%TZ >"$state/labelled_at"
  echo '{"maintainer": "write"}' >"$state/permissions.json"
  cat >"$state/comments.json" <<JSON
[{"id": 1, "user": {"login": "maintainer"}, "created_at": "$before", "updated_at": "$before",
  "body": "Please deploy.\n\nmlflow_run_id=$run semver=$version"},
 {"id": 2, "user": {"login": "mallory"}, "created_at": "$before", "updated_at": "$before",
  "body": "mlflow_run_id=\$(touch $lab/owned) semver=v9.9.9\n::set-output name=run_id::evil | <img src=x> @all"}]
JSON
  cat >"$state/event.json" <<JSON
{"action": "labeled", "label": {"name": "deploy-candidate"}, "number": 17,
 "pull_request": {"number": 17, "title": "\$(touch $lab/owned) \`id\` ::add-mask::x",
  "head": {"ref": "candidate", "sha": "$(git -C "$repo" rev-parse candidate)"},
  "base": {"ref": "main", "sha": "$(git -C "$repo" rev-parse main)"}},
 "repository": {"full_name": "acme/tutor", "name": "tutor", "owner": {"login": "acme"}, "default_branch": "main"},
 "sender": {"login": "maintainer"}}
JSON
  python3 "$root/scripts/lab/github.py" "$state" &
  started+=($!)
  for ((i = 0; i < 100; i++)); do [[ -s $state/url ]] && break; sleep 0.1; done
  local stubs=$root/scripts/lab/actions
  local status=0
  # The host's own variables would be seen by the steps: none is handed on but these.
  (cd "$repo" && env -i PATH="$PATH" HOME="$state/home" XDG_CACHE_HOME="$lab/cache" LC_ALL=C.UTF-8 \
    ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} \
    "$act" pull_request -P ubuntu-latest=-self-hosted -e "$state/event.json" --json --no-cache-server \
    --artifact-server-path "$state/unused" \
    --local-repository actions/setup-java@cf277c60eb25467037889841efdb72551f06f6c3="$stubs/setup-java" \
    --local-repository actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae="$stubs/cache" \
    --local-repository actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02="$stubs/upload-artifact" \
    --local-repository actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093="$stubs/download-artifact" \
    -s GITHUB_TOKEN=ghs_0123456789abcdefghijklmnopqrstuvwxyz \
    --env GITHUB_API_URL="$(<"$state/url")" --env GITHUB_REPOSITORY=acme/tutor --env LAB_ARTIFACTS="$state/artifacts" \
    --env RUNNER_TEMP="$state/temp" --env XDG_CACHE_HOME="$lab/cache" \
    --var MLFLOW_TRACKING_URI="$tracking" --var GATE_REGISTRY="git+file://$lab/registry.git#main" \
    </dev/null >"$state/act.jsonl" 2>"$state/act.err") || status=$?
  git -C "$repo" worktree prune
  echo "$name: act's status $status"
  return "$status"
}
head_of_registry() { git --git-dir "$lab/registry.git" rev-parse -q --verify main || echo none; }
comment() { # of a run: the file with what it told the pull request
  python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[-1]["body"])' "$lab/$1/comments.json" >"$lab/$1/comment.md"
  echo "$lab/$1/comment.md"
}
expect() { # WHAT, then a command that must hold
  local what=$1
  shift
  if "$@"; then echo "ok    $what"; else echo "FAIL  $what" >&2; exit 1; fi
}
fails() { ! "$@"; }

expect "the clean candidate passes" deploy clean "$clean" v0.3.1
expect "and its comment says so" grep -q 'Modelgate: promoted' "$(comment clean)"
tags() { "$root/scripts/real/mlflow.sh" python -c 'import sys, mlflow; print(mlflow.MlflowClient(sys.argv[1]).get_run(sys.argv[2]).data.tags)' "$tracking" "$1" 2>/dev/null; }
expect "MLflow's run is told of it" grep -q 'v0.3.1' <(tags "$clean")
after_clean=$(head_of_registry)
expect "the registry has it" test "$after_clean" != none

expect "the degraded candidate fails" fails deploy degraded "$degraded" v0.3.2
expect "its comment names the bucket" grep -q 'tense.past_participle' "$(comment degraded)"
expect "MLflow's run is told of nothing" fails grep -q 'v0.3.2' <(tags "$degraded")
expect "and the registry did not change" test "$(head_of_registry)" = "$after_clean"

expect "a second run of the clean one passes" deploy again "$clean" v0.3.1
expect "and promotes nothing twice" grep -q 'nothing changed' "$(comment again)"
expect "nor changes the registry" test "$(head_of_registry)" = "$after_clean"

git -C "$repo" checkout -q main
sed -i 's/"eval_set_dvc_hash": "[0-9a-f]*"/"eval_set_dvc_hash": "00000000000000000000000000000000"/' "$repo/eval_baseline.json"
git -C "$repo" commit -q -am "A stale hash"
git -C "$repo" checkout -q candidate
git -C "$repo" rebase -q main
rm -rf "$lab/cache/modelgate"
expect "a stale eval set fails" fails deploy stale "$clean" v0.3.3
expect "by its own reason" grep -q EVAL_SET_MISMATCH "$(comment stale)"
expect "before any download" test ! -e "$lab/cache/modelgate"

git -C "$repo" checkout -q main
git -C "$repo" revert --no-edit HEAD >/dev/null
git -C "$repo" checkout -q candidate
git -C "$repo" rebase -q main
sed -i 's/^version: 1/version: 1 # loosened/' "$repo/gate.yaml"
git -C "$repo" commit -q -am "Loosen the gate"
expect "a change that touches its own gate fails" fails deploy loosened "$clean" v0.3.3
expect "by its own reason" grep -q GATE_TOUCHED "$(comment loosened)"
expect "no text from outside was executed" test ! -e "$lab/owned"
cat >"$lab/runs.json" <<JSON
{"clean": "$clean", "degraded": "$degraded", "base": "$base"}
JSON
