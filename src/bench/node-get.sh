#!/usr/bin/env bash
# Fetches 1 GB through a node that runs, with `get --wait`, ROUNDS times (default 3): from the command's start until it
# says that the copy is verified. Beside it python3-libtorrent does the bare fetch from the same seeder, and aria2c that of
# the same files from a seeder of a v1 torrent (aria2 1.36 computes a wrong infohash for hybrid ones), in turn.
. "$(dirname "$0")/lib.sh"
rounds=${1:-3}
need aria2 python3-libtorrent

data=$(dataset gb1 204 1020)
work=$(mktemp -d "$bench/get-XXXXXX")
copy=$work/copy
node=
cleanup() {
    unpublish
    for each in $node ${tracker_pid:-}; do
        kill "$each" 2>/dev/null && wait "$each" || true
    done
    rm -rf "$work"
}
trap cleanup EXIT

SEEDBANK_HOME=$work/seeder-v1 publish "$data" --format v1
torrent_v1=$(ls "$work"/seeder-v1/data/catalog/*.torrent)
coproc tracker { exec /usr/bin/python3 "$peers/tracker.py" "$port"; }
tracker_pid=$tracker_PID
read -r tracker_port <&"${tracker[0]}"
SEEDBANK_HOME=$work/seeder publish "$data"
torrent=$(ls "$work"/seeder/data/catalog/*.torrent)

export SEEDBANK_HOME=$work/home
"$seedbank" node run --port 0 >"$work/node.log" 2>&1 &
node=$!
for _ in $(seq 600); do
    ! grep -q 'node is ready' "$work/node.log" || break
    kill -0 "$node" 2>/dev/null || { cat "$work/node.log" >&2; exit 1; }
    sleep 0.1
done

fetch_seedbank() { "$seedbank" get "$torrent" --wait --quiet --peer "127.0.0.1:$port" -d "$copy"; }
fetch_libtorrent() { /usr/bin/python3 "$peers/fetch.py" "$torrent" "$copy" "$port"; }
fetch_aria2() {
    aria2c -q --dir="$copy" --seed-time=0 --enable-dht=false --enable-dht6=false --bt-enable-lpd=false \
        --listen-port=20000-60000 --bt-external-ip=127.0.0.1 --file-allocation=none --bt-max-peers=1 \
        --bt-tracker="http://127.0.0.1:$tracker_port/announce" "$torrent_v1"
}

# The first round only brings files into the page cache and warms the node.
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
for ((round = 0; round <= rounds; round++)); do
    for name in seedbank libtorrent aria2; do
        mkdir -p "$copy"
        start=$(now)
        "fetch_$name" >"$work/fetch.log" 2>&1 || { echo "fetch by $name failed" >&2; cat "$work/fetch.log" >&2; exit 1; }
        [ "$round" -eq 0 ] || { since "$start"; echo; } >>"$work/$name.s"
        diff -r "$data" "$copy/gb1"
        [ "$name" != seedbank ] || "$seedbank" remove --yes "$(basename "$data")" >/dev/null
        rm -rf "$copy"
    done
done

base=$(median <"$work/seedbank.s")
printf '%-44s %8s %8s\n' "1 GB in 204 files, wall seconds" median ratio
result() {
    awk -v what="$1" -v s="$(median <"$work/$2.s")" -v base="$base" -v goal="$3" \
        'BEGIN { printf "%-44s %8.2f %8.2f%s\n", what, s, base / s, goal }'
}
result "seedbank get --wait, with verification" seedbank ""
result "python3-libtorrent, bare fetch" libtorrent "  (goal 1.25)"
result "aria2c, bare fetch" aria2 "  (goal 0.75)"
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
