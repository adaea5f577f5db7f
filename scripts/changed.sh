#!/usr/bin/env bash
# Says what a change is about, for the jobs that only some changes need: changed.sh BASE
# Prints tutor=true|false (the example model, or the gate that judges it), docs=true|false, and the parts of
# scripts/test-part.sh that can tell a difference, as JSON. Where BASE is no commit of this clone, everything counts as
# changed; so does, for the tests, whatever lies in no module.
set -euo pipefail
if git cat-file -e "${1:-none}^{commit}" 2>/dev/null; then
  paths=$(git diff --name-only "$1...HEAD")
else
  paths=$'pom.xml\nexamples/\ndocs/'
fi
touches() { grep -qE "$1" <<<"$paths"; }
leaves() { grep -qvE "$1" <<<"$paths"; }
says() { if touches "$2"; then echo "$1=true"; else echo "$1=false"; fi; }
says tutor '^(examples/|gate-(core|eval|registry|cli)/|gate$|gate\.yaml$|eval_baseline|pom\.xml$)'
says docs '^(docs/|spec/|examples/)|\.md$'
if leaves '^(gate-(eval|registry|ci|cli|maven-plugin|architecture)|examples)/'; then
  echo 'parts=["core","eval","registry","outside"]'
elif touches '^gate-eval/'; then
  echo 'parts=["eval","registry","outside"]'
elif touches '^gate-registry/'; then
  echo 'parts=["registry","outside"]'
else
  echo 'parts=["outside"]'
fi
