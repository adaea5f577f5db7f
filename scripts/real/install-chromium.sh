#!/usr/bin/env bash
# Installs the browser and the accessibility checker that the HTML report is tested with: Debian's chromium, and
# playwright-core with axe-core into .gate/real/browser of this repository. Does nothing for what is there already.
set -euo pipefail

playwright=1.65.1
axe=4.14.1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
browser=$root/.gate/real/browser

command -v npm >/dev/null || {
  echo "npm is not on the path, but it is required to drive the browser; install Node 20 or later and run this again" >&2
  exit 1
}

if ! command -v chromium >/dev/null; then
  as_root=()
  [[ $(id -u) == 0 ]] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
fi
echo "browser: $(chromium --version)"

version() {
  node -p "require('$browser/node_modules/$1/package.json').version" 2>/dev/null || echo none
}

if [[ $(version playwright-core) != "$playwright" || $(version axe-core) != "$axe" ]]; then
  mkdir -p "$browser"
  [[ -f $browser/package.json ]] || printf '{"private": true}\n' >"$browser/package.json"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-audit --no-fund --prefix "$browser" \
    "playwright-core@$playwright" "axe-core@$axe"
fi
echo "playwright-core $(version playwright-core), axe-core $(version axe-core): $browser"
