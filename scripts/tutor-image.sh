#!/usr/bin/env bash
# The grammar tutor as a container image, built by Jib: no Docker, no base image from anywhere.
#
#   tutor-image.sh build          make examples/grammar-tutor/target/image: tutor.tar, to load, and tutor.digest
#   tutor-image.sh push ADDRESS   build it and push it as ADDRESS (host:port/name:tag)
#   tutor-image.sh check          build it, push it to a registry of its own, run what it holds in a root of its own,
#                                 and see that the lineage of the model tells commit, image and model
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tutor=examples/grammar-tutor
image=$PWD/$tutor/target/image
modules=java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.httpserver,jdk.unsupported
java=${JAVA_HOME:+$JAVA_HOME/bin/}

fail() {
  echo "tutor-image: $*" >&2
  exit 1
}

# A Java run-time, the libraries of the system that it is linked with, and what ONNX Runtime dies without: it asks a shell
# what system this is, and reads the answer of one that is not there.
lay_out_base() {
  local base=$image/base
  rm -rf "$base"
  mkdir -p "$base/opt" "$base/tmp"
  "${java}jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$base/opt/java"
  install -D -m 755 "$(readlink -f /bin/sh)" "$base/bin/sh"
  install -D -m 644 /etc/os-release "$base/etc/os-release"
  # The C++ library is what the model's run-time needs, the resolver what a host name does.
  { ldd "$base/opt/java/bin/java" "$base/opt/java/lib/server/libjvm.so" "$base"/opt/java/lib/lib{net,nio,zip}.so
    ldconfig -p | grep -E 'lib(stdc\+\+\.so\.6|gcc_s\.so\.1|pthread\.so\.0|dl\.so\.2|rt\.so\.1|nss_files\.so\.2) ' \
      | grep x86-64; } \
    | grep -oE '(^|[[:space:]])/[^ :]+' | tr -d '[:blank:]' | sort -u | while read -r library; do
    case $library in
      "$base"/*) ;;
      *) install -D -m 644 "$library" "$base$library" ;;
    esac
  done
}

maven() {
  mvn --batch-mode --no-transfer-progress --quiet -pl "$tutor" -am -Dmaven.test.skip=true -Djacoco.skip \
    -Denforcer.skip -Dspotless.check.skip -Derrorprone.extra=-XepDisableAllChecks \
    -Dimage.revision="$(git rev-parse HEAD)" "$@" package
}

build() {
  lay_out_base
  maven -Pimage
  echo "image $(<"$image/tutor.digest")"
}

push() {
  lay_out_base
  maven -Pimage,image-push -Djib.to.image="$1" -Djib.allowInsecureRegistries="${INSECURE:-false}"
  echo "image $1@$(<"$image/tutor.digest")"
}

# Every layer of the tar, one upon the other, as a container would see them.
unpack() {
  local root=$1 layers=$image/layers
  rm -rf "$root" "$layers"
  mkdir -p "$root" "$layers"
  tar -x -f "$image/tutor.tar" -C "$layers"
  python3 -c 'import json, sys; print(*json.load(open(sys.argv[1]))[0]["Layers"], sep="\n")' "$layers/manifest.json" \
    | while read -r layer; do
        tar -x -z --warning=no-unknown-keyword -f "$layers/$layer" -C "$root"
      done
}

# What the image says it runs, from its configuration.
command_line() {
  python3 - "$image/layers" <<'PYTHON'
import json, sys
manifest = json.load(open(sys.argv[1] + "/manifest.json"))[0]
config = json.load(open(sys.argv[1] + "/" + manifest["Config"]))["config"]
print(*config["Entrypoint"], *config["Cmd"], sep="\n")
PYTHON
}

ask() {
  python3 - <<'PYTHON'
import json, time, urllib.error, urllib.request
request = urllib.request.Request("http://127.0.0.1:8080/v1/conjugate",
    json.dumps({"sentence": "conjugate | walk | past | we | affirmative"}).encode())
for _ in range(240):
    try:
        print(urllib.request.urlopen(request, timeout=30).read().decode())
        break
    except (urllib.error.URLError, ConnectionError):
        time.sleep(0.5)
PYTHON
}

# Inside of its own files, processes and network: /proc, /dev and /sys are what any container is given.
run_in() {
  local root=$1
  shift
  ip link set lo up
  mount --rbind /dev "$root/dev"
  mount --rbind /sys "$root/sys"
  env -i LC_ALL=C.UTF-8 "$(command -v chroot)" "$root" "$@" >&2 &
  local server=$!
  ask
  kill "$server"
}

# Runs what the image says, where nothing of this machine is to be seen but what the image brings.
serve() {
  local root=$image/root line
  unpack "$root"
  mkdir -p "$root/proc" "$root/dev" "$root/sys"
  mapfile -t line < <(command_line)
  export -f ask run_in
  unshare --map-root-user --net --mount --pid --fork --mount-proc="$root/proc" \
    bash -euo pipefail -c 'run_in "$@"' serve "$root" "${line[@]}"
}

check() {
  local registry=$image/registry digest sha answer
  rm -rf "$registry" "$image/models"
  mkdir -p "$registry"
  scripts/real/registry.sh start "$registry"
  trap 'scripts/real/registry.sh stop "$PWD/examples/grammar-tutor/target/image/registry"' EXIT
  INSECURE=true push "$(<"$registry/address")/grammar-tutor:check"
  digest=$(<"$image/tutor.digest")
  curl --silent --fail --head --output /dev/null \
    --header 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
    "http://$(<"$registry/address")/v2/grammar-tutor/manifests/$digest" || fail "the registry has no image $digest"

  answer=$(serve)
  [[ $answer == *'"answer":"walked"'* ]] || fail "the image answers '$answer', but \"walked\" is right"

  sha=$(./gate sha "$tutor/models/clean")
  [[ $(./gate sha "$image/root/model") == "$sha" ]] || fail "the image holds another model than $sha"
  ./gate register "$tutor/models/clean" --registry "$image/models" --branch main --image-digest "$digest"
  ./gate lineage "$sha" --registry "$image/models" | tee "$image/lineage.txt"
  for fact in "$(git rev-parse HEAD)" "$digest" "$sha"; do
    grep --quiet --fixed-strings "$fact" "$image/lineage.txt" || fail "the lineage does not tell $fact"
  done
  echo "tutor-image: commit, image and model are one line of lineage; the image answers"
}

"${1:-build}" "${@:2}"
