#!/usr/bin/env bash
# Puts GitHub's published OpenAPI description (of github.com, as npm's @octokit/openapi carries it) into
# .gate/real/github-openapi, and a Python with jsonschema beside it. Does nothing where they are there. Needs npm, python3.
set -euo pipefail
version=23.0.2
sha512=a55f0cecbf46636dc0c9b36f4e6a369f28e6a669edebedac444fedaabd192d070f4b8967c3bbb979918d9b044d9010b70fb8195db171e401f32d455105718386
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$root/.gate/real/github-openapi
description=$folder/api.github.com.json

if [[ ! -s $description || ! -e $folder/$version ]]; then
  rm -rf "$folder"
  mkdir -p "$folder"
  packed=$(cd "$folder" && npm pack --silent "@octokit/openapi@$version")
  echo "$sha512  $folder/$packed" | sha512sum --check --quiet
  tar -xzf "$folder/$packed" -C "$folder" --strip-components=2 package/generated/api.github.com.json
  rm "$folder/$packed"
  touch "$folder/$version"
fi
if [[ ! -e $folder/venv/complete ]]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.26.0
  touch "$folder/venv/complete"
fi
echo "GitHub's OpenAPI description: $description ($version)"
