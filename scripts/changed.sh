#!/usr/bin/env bash
# Says what a change is about, for the jobs that only some changes need: changed.sh BASE
# Prints tutor=true|false (the example model, or the gate that judges it) and docs=true|false. Where BASE is no commit of
# this clone, everything counts as changed.
set -euo pipefail
if git cat-file -e "${1:-none}^{commit}" 2>/dev/null; then
  paths=$(git diff --name-only "$1...HEAD")
else
  paths=$'examples/\ndocs/'
fi
says() { if grep -qE "$2" <<<"$paths"; then echo "$1=true"; else echo "$1=false"; fi; }
says tutor '^(examples/|gate-(core|eval|registry|cli)/|gate$|gate\.yaml$|eval_baseline|pom\.xml$)'
says docs '^(docs/|spec/|examples/)|\.md$'
