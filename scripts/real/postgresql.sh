#!/usr/bin/env bash
# Runs a PostgreSQL server of its own until standard input ends: a cluster in a temporary directory, on a free port of
# the loopback, as an unprivileged user. Prints `port=PORT` once it answers. Then stops it and removes the cluster.
#
# POSTGRES_PASSWORD  of the user `gate`, who owns the database `gate` (required)
set -euo pipefail

: "${POSTGRES_PASSWORD:?must be set to the password of the user gate}"
bin=$(find /usr/lib/postgresql -path '*/bin/postgres' 2>/dev/null | sort -V | tail -n 1)
bin=${bin%/postgres}
[[ -n $bin ]] || {
  echo "no PostgreSQL server is below /usr/lib/postgresql, but one is required; run scripts/real/install.sh" >&2
  exit 1
}

dir=$(mktemp -d /tmp/modelgate-postgresql.XXXXXX)
user=() # the server refuses to run as root
if [[ $EUID -eq 0 ]]; then
  user=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  chown postgres:postgres "$dir"
fi
ctl=("${user[@]}" "$bin/pg_ctl" -D "$dir/data" -s -w)

finish() {
  [[ ! -f $dir/data/postmaster.pid ]] || "${ctl[@]}" stop -m immediate
  rm -rf "$dir"
}
trap finish EXIT
trap 'exit 143' TERM INT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

cd "$dir"
install -m 600 /dev/null "$dir/password"
printf '%s\n' "$POSTGRES_PASSWORD" >"$dir/password"
[[ $EUID -ne 0 ]] || chown postgres:postgres "$dir/password"
"${user[@]}" "$bin/initdb" -D "$dir/data" -U gate --pwfile="$dir/password" -A scram-sha-256 -E UTF8 \
  --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
rm "$dir/password"

port=0
for attempt in 1 2 3 4 5; do # another process may take the port in between
  port=$(free_port)
  if "${ctl[@]}" start -l "$dir/data/server.log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir" </dev/null; then
    break
  fi
  [[ $attempt -lt 5 ]] || { tail -n 20 "$dir/data/server.log" >&2; exit 1; }
done
PGPASSWORD=$POSTGRES_PASSWORD "$bin/psql" -q -h 127.0.0.1 -p "$port" -U gate -d postgres -c 'create database gate' </dev/null
printf 'port=%s\n' "$port"
cat >/dev/null # until whoever started this is gone
