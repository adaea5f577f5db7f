#!/usr/bin/env bash
# Runs the deployment workflow on this machine, for a clean and for a degraded candidate: act runs the workflow's very
# file, MLflow is a real server, the registry lies in git, and a stand-in answers for GitHub.
#
#   scripts/lab/run.sh DIR      DIR is new; it gets the repository, the logs, the comments and the registry
#
# Prints what each run gave and fails where one did not behave: the clean one is promoted, once; the degraded ones (by
# their weights, by a wrapper) are refused by their bucket and change nothing; a stale eval set stops before any download;
# a tracker that cannot be told leaves the registry as it was. What the wrapper sees of the machine shows that it
# runs as a user of its own, whom the workflow makes with sudo and this script removes. The stand-in for GitHub holds every request to
# GitHub's published OpenAPI description.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
act=$root/.gate/real/bin/act
[[ -x $act ]] || { echo "act is not installed; run scripts/real/install-act.sh" >&2; exit 1; }
github=$root/.gate/real/github-openapi
[[ -e $github/venv/complete ]] || { echo "GitHub's API description is not there; run scripts/real/install-github-openapi.sh" >&2; exit 1; }
command -v sudo >/dev/null || { echo "sudo is not installed; run scripts/real/install-sudo.sh" >&2; exit 1; }
mkdir -m 700 "$1"
lab=$(cd "$1" && pwd)
seen=$(mktemp -d) # where the candidate's user may leave what it saw
chmod 1777 "$seen"
was_there=$(id -u gate-candidate 2>/dev/null || echo no)
"$root/gate" --version >/dev/null

started=()
finish() {
  for pid in "${started[@]}"; do kill "$pid"; done
  if [[ $was_there == no ]] && id gate-candidate >/dev/null 2>&1; then sudo userdel gate-candidate; fi
  rm -rf "$seen"
  "$root/scripts/real/mlflow.sh" stop "$lab/mlflow"
}
"$root/scripts/real/mlflow.sh" start "$lab/mlflow"
trap finish EXIT
tracking=$(<"$lab/mlflow/url")
experiment=$root/examples/grammar-tutor/experiments/38-ci-gate
log_model() {
  "$root/scripts/real/mlflow.sh" python "$root/scripts/lab/log_model.py" "$tracking" \
    "$root/examples/grammar-tutor/models/$1" "$1" 2>"$lab/log-model-$1.log"
}
clean=$(log_model clean)
degraded=$(log_model degraded)
retrained=$(log_model retrain)
cat >"$lab/witness.py" <<PYTHON
# The lab's own part: leaves what a process of the candidate sees of the machine that judges it.
import json, os

def tried(action):
    try:
        action()
        return "done"
    except OSError as e:
        return type(e).__name__

GATE = "$lab/wrapped/temp/base"
with open("$seen/seen.json", "w") as file:
    json.dump({
        "uid": os.getuid(),
        "environment": sorted(os.environ),
        "read the answers": tried(lambda: open(GATE + "/examples/grammar-tutor/data/eval/phase-20.jsonl")),
        "write a report": tried(lambda: open(GATE + "/.gate/ci/candidate_eval.json", "w")),
        "list the cache": tried(lambda: os.listdir("$lab/cache")),
        "change the bundle": tried(lambda: open(os.path.join(os.path.dirname(__file__), "model.onnx"), "a")),
        "add to the bundle": tried(lambda: open(os.path.join(os.path.dirname(__file__), "more"), "w")),
    }, file)
PYTHON
wrapped=$("$root/scripts/real/mlflow.sh" python "$experiment/register_degraded.py" "$tracking" "$lab/witness.py" 2>"$lab/log-model-wrapped.log")

# The repository: what the tutor's own has, with the gate as a command beside it.
repo=$lab/tutor
git init -q -b main "$repo"
git -C "$repo" config user.name maintainer
git -C "$repo" config user.email maintainer@localhost
mkdir -p "$repo/.github/workflows" "$repo/examples/grammar-tutor/target" "$repo/examples/grammar-tutor/data"
cp "$root/.github/workflows/deploy-grammar-tutor.yml" "$repo/.github/workflows"
cp "$root/gate.yaml" "$root/eval_baseline.json" "$root/eval_baseline_cases.jsonl" "$repo"
cp -r "$root/examples/grammar-tutor/data/eval" "$root/examples/grammar-tutor/data/verbs.tsv" "$repo/examples/grammar-tutor/data"
mkdir -p "$repo/examples/grammar-tutor/experiments/38-ci-gate"
cp "$experiment/serve.py" "$repo/examples/grammar-tutor/experiments/38-ci-gate"
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

await() { # FILE: until a server that was started has left its address there
  for ((i = 0; i < 600; i++)); do [[ -s $1 ]] && return; sleep 0.1; done
  echo "$1 was not written within 60 s" >&2
  exit 1
}

# deploy NAME RUN VERSION: the workflow on a pull request that asks for that run; its status is act's.
deploy() {
  local name=$1 run=$2 version=$3 state=$lab/$1 before
  mkdir "$state" "$state/home"
  before=$(date -u -d '1 minute ago' +%FT%TZ)
  date -u -d '10 seconds ago' +%FT%TZ >"$state/labelled_at"
  echo '{"maintainer": "write"}' >"$state/permissions.json"
  echo "{\"main\": \"$(git -C "$repo" rev-parse main)\"}" >"$state/branches.json"
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
  "$github/venv/bin/python" -W ignore "$root/scripts/lab/github.py" "$state" "$github/api.github.com.json" &
  started+=($!)
  await "$state/url"
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

ask_github() { # METHOD PATH [BODY]: the status that the stand-in answers
  "$root/scripts/real/mlflow.sh" python - "$(<"$lab/clean/url")" "$@" <<'PYTHON'
import sys, urllib.error, urllib.request
url, method, path, *body = sys.argv[1:]
request = urllib.request.Request(url + path, body[0].encode() if body else None, method=method, headers={
    "Authorization": "Bearer ghs_0123456789abcdefghijklmnopqrstuvwxyz", "X-GitHub-Api-Version": "2022-11-28"})
try:
    print(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30).status)
except urllib.error.HTTPError as answer:
    print(answer.code)
PYTHON
}
comments=/repos/acme/tutor/issues/17/comments
expect "the stand-in answers what GitHub's API describes" test "$(ask_github GET "$comments?per_page=1&page=1")" = 200
expect "and 422 to a body without its field" test "$(ask_github POST $comments '{"text": "x"}')" = 422
expect "and to one of another type" test "$(ask_github POST $comments '{"body": 5}')" = 422
expect "and to a parameter that is no integer" test "$(ask_github GET "$comments?per_page=many")" = 422
expect "and to a place that is not there" test "$(ask_github GET /repos/acme/tutor/issue/17)" = 422

expect "the degraded candidate fails" fails deploy degraded "$degraded" v0.3.2
expect "its comment names the bucket" grep -q 'tense.past_participle' "$(comment degraded)"
expect "MLflow's run is told of nothing" fails grep -q 'v0.3.2' <(tags "$degraded")
expect "and the registry did not change" test "$(head_of_registry)" = "$after_clean"

expect "a second run of the clean one passes" deploy again "$clean" v0.3.1
expect "and promotes nothing twice" grep -q 'nothing changed' "$(comment again)"
expect "nor changes the registry" test "$(head_of_registry)" = "$after_clean"

main_takes() { # MESSAGE: what was edited becomes main's, and the candidate's branch is put on it
  git -C "$repo" commit -q -am "$1"
  git -C "$repo" checkout -q candidate
  git -C "$repo" rebase -q main
}

git -C "$repo" checkout -q main
cat >"$lab/runtime.yaml" <<YAML
  runtime:
    kind: process
    command: [python3, examples/grammar-tutor/experiments/38-ci-gate/serve.py, "{bundle}",
      "$root/gate-cli/target/dist/gate-cli.jar:examples/grammar-tutor/target/grammar-tutor.jar"]
    files: [examples/grammar-tutor/data/verbs.tsv, examples/grammar-tutor/target/grammar-tutor.jar]
YAML
expect "the candidate's user reads the gate's jar, which serves the tutor" \
  sudo --non-interactive --user=gate-candidate -- test -r "$root/gate-cli/target/dist/gate-cli.jar"
sed -i "/^wiring:/r $lab/runtime.yaml" "$repo/gate.yaml"
main_takes "Ask the model through its server"
expect "the model behind the wrapper fails" fails deploy wrapped "$wrapped" v0.3.2
expect "its comment names the bucket" grep -q 'tense.past_participle' "$(comment wrapped)"
cp "$seen/seen.json" "$lab/wrapped/seen.json"
saw() { # EXPRESSION on what it saw
  python3 -c 'import json, sys; sys.exit(not eval(sys.argv[2], {"saw": json.load(open(sys.argv[1]))}))' "$lab/wrapped/seen.json" "$1"
}
expect "the wrapper ran as a user of its own" saw "saw['uid'] == $(id -u gate-candidate) != $(id -u)"
expect "no variable of the job reached it" \
  saw "not [name for name in saw['environment'] if name.startswith(('GITHUB', 'MLFLOW', 'GATE', 'RUNNER', 'ACTIONS', 'INPUT'))]"
expect "it read no answer and wrote neither report nor bundle" \
  saw "len(saw) == 7 and all(saw[what] == 'PermissionError' for what in saw if what not in ('uid', 'environment'))"
expect "and no process of that user is left" fails grep -q '^[^Z]' <(ps -o stat= -u gate-candidate) # a zombie is nobody
expect "and the registry did not change" test "$(head_of_registry)" = "$after_clean"
git -C "$repo" checkout -q main
git -C "$repo" revert --no-edit HEAD >/dev/null
git -C "$repo" checkout -q candidate
git -C "$repo" rebase -q main

mkdir "$lab/proxy"
python3 "$root/scripts/lab/fault_proxy.py" "$tracking" "$lab/proxy" &
started+=($!)
await "$lab/proxy/url"
content_of_registry() { git --git-dir "$lab/registry.git" rev-parse -q --verify 'main^{tree}'; }
before=$(content_of_registry)
real=$tracking
tracking=$(<"$lab/proxy/url")
expect "a good model fails whose run cannot be told" fails deploy untold "$retrained" v0.3.2
expect "the tag was tried" test -s "$lab/proxy/refused"
expect "its comment says that this is no verdict" grep -q 'could not judge' "$(comment untold)"
expect "the registry is as it was, byte by byte" test "$(content_of_registry)" = "$before"
tracking=$real
expect "no tag was left behind" fails grep -q 'v0.3.2' <(tags "$retrained")
expect "with the tracker back the same request passes" deploy told "$retrained" v0.3.2
expect "and its run is told" grep -q 'v0.3.2' <(tags "$retrained")

git -C "$repo" checkout -q main
sed -i 's/"eval_set_dvc_hash": "[0-9a-f]*"/"eval_set_dvc_hash": "00000000000000000000000000000000"/' "$repo/eval_baseline.json"
main_takes "A stale hash"
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
expect "ONNX Runtime kept nothing to report to its maker" test ! -e "$lab/cache/Microsoft"
expect "and nothing that the gate sent GitHub was malformed" fails grep -h '"status": 422' \
  "$lab"/{degraded,again,wrapped,untold,told,stale,loosened}/requests.jsonl
cat >"$lab/runs.json" <<JSON
{"clean": "$clean", "degraded": "$degraded", "wrapped": "$wrapped", "base": "$base"}
JSON
