#!/usr/bin/env bash
# Runs the container image that 'dist' has built as a container engine does: its layers unpacked, as its user, with its environment.
# Usage, as root: image-root.sh
set -euo pipefail

if [ -z "${SEEDBANK_OWN_MOUNTS:-}" ]; then
    SEEDBANK_OWN_MOUNTS=yes exec unshare --mount --pid --net --fork "$0" "$@"
fi

target=$(cd "$(dirname "$0")/../../target" && pwd -P)
work=$(mktemp -d)
root=$work/root
trap 'umount --lazy "$root/proc" "$root/dev/null" "$root/dev/urandom" "$root/dev/random" || true; rm -rf "$work"' EXIT
fail() {
    echo "image-root: $1" >&2
    [ ! -e "$work/log" ] || cat "$work/log" >&2
    exit 1
}

mkdir "$work/image" "$root"
tar -xzf "$target"/seedbank-*-image.tar.gz -C "$work/image"
(cd "$work/image/blobs/sha256" && sha256sum --quiet -c <<<"$(for each in *; do echo "$each  $each"; done)") || fail "a blob is not what its name says"
# A field of the image's configuration, one value a line.
said() {
    python3 - "$work/image" "$1" <<'END'
import json, sys
image = json.load(open(sys.argv[1] + "/manifest.json"))[0]
values = image["Layers"] if sys.argv[2] == "Layers" else json.load(open(sys.argv[1] + "/" + image["Config"]))["config"]
if isinstance(values, dict):
    for name in sys.argv[2].split("."):
        values = values[name]
print(*(values if isinstance(values, list) else [values]), sep="\n")
END
}
for layer in $(said Layers); do
    tar -xf "$work/image/$layer" -C "$root" --same-owner --numeric-owner
done
mount -t proc proc "$root/proc"
for each in null urandom random; do
    touch "$root/dev/$each"
    mount --bind "/dev/$each" "$root/dev/$each"
done
# The node listens on this machine alone.
ip link set lo up

mapfile -t environment < <(said Env)
mapfile -t entry < <(said Entrypoint; said Cmd)
mapfile -t health < <(said Healthcheck.Test)
user=$(said User)
[ "${user%%:*}" -gt 0 ] || fail "it runs as root"
container() { env -i "${environment[@]}" /usr/sbin/chroot --userspec="$user" "$root" /usr/bin/sh -c 'cd /data && exec "$@"' sh "$@"; }

container "${health[@]:1}" >/dev/null 2>&1 && fail "it is healthy before its node runs"
container "${entry[@]}" >"$work/log" 2>&1 &
node=$!
began=$SECONDS
until container "${health[@]:1}" >/dev/null 2>&1; do
    kill -0 $node 2>/dev/null || fail "the node has ended"
    [ $((SECONDS - began)) -lt 60 ] || fail "it is not healthy after 60 s"
done
echo "image-root: healthy after $((SECONDS - began)) s"
container seedbank doctor | grep -q '^ok *signals' || fail "libjsig is not loaded"
[ -z "$(find "$root" -xdev -newer "$work/image/oci-layout" -user "${user%%:*}" ! -path "$root/data*" ! -path "$root/tmp*" ! -path "$root/proc*" -print -quit)" ] || fail "something was written outside /data"
kill -TERM $node
wait $node || [ $? = 143 ] || fail "the node did not end well"
echo "image-root: all of it works"
