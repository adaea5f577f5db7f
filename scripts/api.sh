#!/usr/bin/env bash
# Compares the published packages with those of the last release: builds its tag beside this checkout, then runs japicmp.
# A change that breaks callers fails. Report: MODULE/target/japicmp. Where no release is tagged, there is nothing to break.
#
#   api.sh [MODULE...]   all published ones, where none is named
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

modules=("$@")
[[ $# -gt 0 ]] || modules=(gate-core gate-eval gate-registry gate-ci)
# What other builds look for, this one need not: it is about what is published.
build=(mvn --batch-mode --no-transfer-progress --quiet -Dmaven.test.skip=true -Djacoco.skip -Denforcer.skip
  -Dspotless.check.skip -Derrorprone.extra=-XepDisableAllChecks)

# Of a release itself, the one before.
if ! tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 'HEAD^' 2>/dev/null); then
  echo 'api: no release is tagged before this commit, so there is nothing to compare with'
  exit 0
fi
old=$PWD/target/api/$tag/$(IFS=+; echo "${modules[*]}")
if [[ ! -e $old/complete ]]; then
  rm -rf "$old"
  mkdir -p "$old/source"
  git archive "$tag" | tar -x -C "$old/source"
  there=()
  for module in "${modules[@]}"; do
    if [[ -e $old/source/$module/pom.xml ]]; then there+=("$module"); fi
  done
  (cd "$old/source" && "${build[@]}" -pl "$(IFS=,; echo "${there[*]}")" -am package)
  for module in "${there[@]}"; do
    find "$old/source/$module/target" -maxdepth 1 -name "$module-*.jar" ! -name '*-tests.jar' ! -name '*-sources.jar' \
      -exec cp {} "$old/$module.jar" \;
    [[ -e $old/$module.jar ]] || { echo "api: $tag built no jar of $module" >&2; exit 1; }
  done
  touch "$old/complete"
fi
for module in "${modules[@]}"; do
  [[ -e $old/$module.jar ]] || echo "api: $module is new since $tag"
done
"${build[@]}" -Papi -Dapi.baseline="$old" -pl "$(IFS=,; echo "${modules[*]}")" verify
echo "api: nothing that $tag published is broken"
