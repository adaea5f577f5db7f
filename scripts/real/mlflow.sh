#!/usr/bin/env bash
# A real MLflow server for the tests tagged "real".
#
#   mlflow.sh install           make the virtual environment in .gate/real/mlflow; nothing to do when it is there
#   mlflow.sh start DIR [MODE]  start a server that keeps all it has in DIR, wait until it is healthy (up to 120 s),
#                               and leave its address in DIR/url and its process in DIR/pid
#                               MODE: basic-auth    demands a login; admin's password is in DIR/password
#                                     foreign-host  accepts only requests for the host gate.invalid
#   mlflow.sh stop DIR          end that server and wait for it
#   mlflow.sh python ARG...     run the environment's Python
#
# Light mode (no job execution) and one worker: 0.4 GB instead of 1.8. The server listens on 127.0.0.1 alone.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$root/.gate/real/mlflow
version=3.17.2

fail() {
    echo "mlflow.sh: $*" >&2
    exit 1
}

is_installed() {
    compgen -G "$venv/lib/python3*/site-packages/mlflow_skinny-$version.dist-info" > /dev/null &&
        [[ -f $venv/complete ]]
}

require_installed() {
    is_installed || fail "MLflow $version is not in $venv, but it is required; run scripts/real/mlflow.sh install"
}

install() {
    is_installed && return
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps \
        -r "$root/scripts/real/mlflow-requirements.txt"
    touch "$venv/complete"
    is_installed || fail "MLflow $version is not in $venv after its installation; see mlflow-requirements.txt"
}

free_port() {
    "$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

is_healthy() {
    "$venv/bin/python" - "$1" 2>/dev/null <<'PYTHON'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.exit(opener.open(sys.argv[1] + "/health", timeout=2).read() != b"OK")
PYTHON
}

start() {
    local dir=$1 mode=${2:-plain} port pid options=()
    require_installed
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    port=$(free_port)
    case $mode in
        plain) ;;
        foreign-host) options=(--allowed-hosts gate.invalid) ;;
        basic-auth)
            options=(--app-name basic-auth)
            "$venv/bin/python" -c 'import secrets; print(secrets.token_hex(16), end="")' > "$dir/password"
            MLFLOW_AUTH_ADMIN_PASSWORD=$(cat "$dir/password")
            MLFLOW_FLASK_SERVER_SECRET_KEY=$MLFLOW_AUTH_ADMIN_PASSWORD
            printf '[mlflow]\ndefault_permission = READ\ndatabase_uri = sqlite:///%s/auth.db\nadmin_username = admin\nauthorization_function = mlflow.server.auth:authenticate_request_basic_auth\n' \
                "$dir" > "$dir/auth.ini"
            MLFLOW_AUTH_CONFIG_PATH=$dir/auth.ini
            export MLFLOW_AUTH_ADMIN_PASSWORD MLFLOW_FLASK_SERVER_SECRET_KEY MLFLOW_AUTH_CONFIG_PATH
            ;;
        *) fail "the mode is '$mode', but plain, basic-auth or foreign-host is required" ;;
    esac
    cd "$dir"
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false nohup "$venv/bin/mlflow" server \
        --host 127.0.0.1 --port "$port" --workers 1 "${options[@]}" \
        --backend-store-uri "sqlite:///$dir/mlflow.db" --artifacts-destination "$dir/artifacts" --serve-artifacts \
        > "$dir/server.log" 2>&1 < /dev/null &
    pid=$!
    echo "$pid" > "$dir/pid"
    for _ in $(seq 240); do
        if is_healthy "http://127.0.0.1:$port"; then
            echo "http://127.0.0.1:$port" > "$dir/url"
            return
        fi
        kill -0 "$pid" 2>/dev/null || fail "the server ended at its start; see $dir/server.log"
        sleep 0.5
    done
    stop "$dir"
    fail "the server was not healthy within 120 s; see $dir/server.log"
}

stop() {
    local dir=$1 pid
    [[ -f $dir/pid ]] || return 0
    pid=$(cat "$dir/pid")
    rm -f "$dir/pid"
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.2
    done
    kill -9 "$pid"
}

case ${1:-} in
    install) install ;;
    start) start "${@:2}" ;;
    stop) stop "$2" ;;
    python)
        require_installed
        exec "$venv/bin/python" "${@:2}"
        ;;
    *) fail "say install, start DIR [MODE], stop DIR or python ARG..." ;;
esac
