#!/usr/bin/env bash
# Installs Debian's PostgreSQL server, without a cluster of its own: scripts/real/postgresql.sh makes one for each run.
# Does nothing where a server is there already. Needs apt and root for the installation.
set -euo pipefail

server() { find /usr/lib/postgresql -path '*/bin/postgres' 2>/dev/null | sort -V | tail -n 1; }

if [[ -z $(server) ]]; then
  mkdir -p /etc/postgresql-common
  [[ -e /etc/postgresql-common/createcluster.conf ]] ||
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi
[[ -n $(server) ]] || {
  echo "no PostgreSQL server is below /usr/lib/postgresql after its installation; install Debian's postgresql" >&2
  exit 1
}
echo "PostgreSQL is installed: $("$(server)" --version)"
