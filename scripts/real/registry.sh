#!/usr/bin/env bash
# A real OCI registry (Debian's docker-registry) for the tests tagged "real".
#
#   registry.sh install           install the package where it is missing; needs the right to install packages
#   registry.sh start DIR [MODE]  start a registry that keeps all it has in DIR, wait until it answers (up to 60 s),
#                                 and leave its address (host:port) in DIR/address and its process in DIR/pid
#                                 MODE: basic-auth  demands a login: user gate, password in DIR/password
#   registry.sh stop DIR          end that registry and wait for it
#
# It listens on 127.0.0.1 alone, over plain HTTP.
set -euo pipefail

fail() {
    echo "registry.sh: $*" >&2
    exit 1
}

install() {
    command -v docker-registry > /dev/null && return
    apt-get install --yes --quiet --no-install-recommends docker-registry
    command -v docker-registry > /dev/null || fail "docker-registry is not there after its installation"
}

free_port() {
    perl -MIO::Socket::INET -e \
        'print IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 0, Listen => 1)->sockport'
}

answers() {
    perl -MIO::Socket::INET -e \
        'my $s = IO::Socket::INET->new(PeerAddr => $ARGV[0], Timeout => 2) or exit 1;
         print $s "GET /v2/ HTTP/1.0\r\n\r\n"; exit(<$s> =~ m{^HTTP/1\.\d (200|401) } ? 0 : 1)' "$1"
}

write_password() {
    local dir=$1 salt
    head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$dir/password"
    salt=$(head -c 1024 /dev/urandom | tr -dc 'a-zA-Z0-9' | head -c 21)
    perl -e 'print "gate:", crypt($ARGV[0], "\$2y\$05\$$ARGV[1]u"), "\n"' "$(cat "$dir/password")" "$salt" \
        > "$dir/htpasswd"
}

start() {
    local dir=$1 mode=${2:-plain} port pid auth=
    command -v docker-registry > /dev/null ||
        fail "docker-registry is not installed, but it is required; run scripts/real/registry.sh install"
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    port=$(free_port)
    case $mode in
        plain) ;;
        basic-auth)
            write_password "$dir"
            auth="auth: {htpasswd: {realm: gate, path: $dir/htpasswd}}"
            ;;
        *) fail "the mode is '$mode', but plain or basic-auth is required" ;;
    esac
    cat > "$dir/config.yml" <<YAML
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $dir/data}, delete: {enabled: true}}
http: {addr: 127.0.0.1:$port, secret: $port}
$auth
YAML
    nohup docker-registry serve "$dir/config.yml" > "$dir/server.log" 2>&1 < /dev/null &
    pid=$!
    echo "$pid" > "$dir/pid"
    for _ in $(seq 120); do
        if answers "127.0.0.1:$port"; then
            echo "127.0.0.1:$port" > "$dir/address"
            return
        fi
        kill -0 "$pid" 2>/dev/null || fail "the registry ended at its start; see $dir/server.log"
        sleep 0.5
    done
    stop "$dir"
    fail "the registry did not answer within 60 s; see $dir/server.log"
}

stop() {
    local dir=$1 pid
    [[ -f $dir/pid ]] || return 0
    pid=$(cat "$dir/pid")
    rm -f "$dir/pid"
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -9 "$pid"
}

case ${1:-} in
    install) install ;;
    start) start "${@:2}" ;;
    stop) stop "$2" ;;
    *) fail "say install, start DIR [MODE] or stop DIR" ;;
esac
