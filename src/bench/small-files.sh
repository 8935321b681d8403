#!/usr/bin/env bash
# Publishes 5,136 files of 10.9 MB together as a hybrid, as v1 and with no format named, fetches each with a node from that
# seeder on this machine, and prints the bytes of payload that libtorrent counted at the receiving end, padding included.
. "$(dirname "$0")/lib.sh"
data=$bench/data/small
work=$(mktemp -d "$bench/small-XXXXXX")
node=
cleanup() {
    unpublish
    [ -z "$node" ] || { kill "$node" 2>/dev/null && wait "$node" || true; }
    rm -rf "$work"
}
trap cleanup EXIT

if [ ! -e "$data.made" ]; then
    mkdir -p "$data"
    for ((i = 0; i < 5136; i++)); do
        mkdir -p "$data/plot$((i % 48))"
        head -c "$((1622 + i % 1001))" /dev/urandom >"$data/plot$((i % 48))/sample$i.csv"
    done
    touch "$data.made"
fi
echo "files: $(find "$data" -type f | wc -l), bytes: $(find "$data" -type f -printf '%s\n' | awk '{ s += $1 } END { print s }')"

export SEEDBANK_HOME=$work/home
"$seedbank" node run --port 0 >"$work/node.log" 2>&1 &
node=$!
for _ in $(seq 600); do
    ! grep -q 'node is ready' "$work/node.log" || break
    kill -0 "$node" 2>/dev/null || { cat "$work/node.log" >&2; exit 1; }
    sleep 0.1
done
for format in hybrid v1 auto; do
    SEEDBANK_HOME=$work/seeder-$format publish "$data" --format "$format"
    torrent=$(ls "$work/seeder-$format"/data/catalog/*.torrent)
    start=$(now)
    "$seedbank" get "$torrent" --wait --quiet --peer "127.0.0.1:$port" -d "$work/copy-$format" >"$work/get.log" 2>&1 \
        || { cat "$work/get.log" >&2; exit 1; }
    seconds=$(since "$start")
    diff -r "$data" "$work/copy-$format/small"
    received=$("$seedbank" status --json small | sed -n 's/^ *"downloaded": \([0-9]*\).*/\1/p' | head -1)
    chosen=$("$seedbank" show --json "$torrent" | sed -n 's/^ *"format": "\(.*\)",/\1/p')
    printf '%-7s %-7s %10d bytes received, %s s\n' "$format" "$chosen" "$received" "$seconds"
    "$seedbank" remove --yes small >/dev/null
    unpublish
done
