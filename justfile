# Shortcuts for work on this machine. Production is CI: .github/workflows/deploy-grammar-tutor.yml.

set positional-arguments

export GATE_ENV := env_var_or_default("GATE_ENV", "dev")
export GATE_REGISTRY := env_var_or_default("GATE_REGISTRY", justfile_directory() / ".gate/dev-registry")
clean := "examples/grammar-tutor/models/clean"
eval_set := "examples/grammar-tutor/data/eval/phase-20.jsonl.dvc"

# Lists the recipes
_default:
    @just --list

_dev:
    @test "$GATE_ENV" = dev || { echo "just: GATE_ENV is '$GATE_ENV', but these recipes are for development (dev); production is CI" >&2; exit 64; }
    @echo "just: a development registry ($GATE_REGISTRY); nothing here reaches production, which only CI promotes to" >&2

# Judges an MLflow run by the committed rules and promotes it, through CI's own stages, in the development registry
register-model run_id semver: _dev
    ./gate ci request --ci none --mlflow-run-id "$1" --semver "$2"
    ./gate ci data --ci none
    ./gate ci fetch --ci none
    ./gate ci eval --ci none
    ./gate ci judge --ci none
    ./gate ci promote --ci none

# Compares a candidate's report with the committed baseline, as CI would
compare-baseline candidate:
    ./gate compare --candidate "$1" --baseline eval_baseline.json

# Makes live again, in the development registry, what was live before
rollback: _dev
    ./gate rollback --registry "$GATE_REGISTRY"

# Evaluates a bundle (BUNDLE, by default the clean tutor) and checks it: just eval --gate-threshold 0.95
eval *arguments:
    mkdir -p .gate
    ./gate eval --bundle "${BUNDLE:-{{ clean }}}" --eval-set {{ eval_set }} --baseline eval_baseline.json --output .gate/candidate_eval.json
    ./gate check --candidate .gate/candidate_eval.json --baseline eval_baseline.json "$@"
