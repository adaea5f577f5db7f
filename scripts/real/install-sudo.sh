#!/usr/bin/env bash
# Installs Debian's sudo and passwd (useradd), by which candidate processes run under a user of their own.
# Does nothing where both are there already. Needs apt and root for the installation.
set -euo pipefail
if ! command -v sudo >/dev/null || ! command -v useradd >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends sudo passwd >/dev/null
fi
sudo --non-interactive true || {
  echo "sudo asks $(id -un) for a password, but the tests make a user without one; allow it in a file below /etc/sudoers.d" >&2
  exit 1
}
echo "sudo is installed: $(sudo --version | head -n 1)"
