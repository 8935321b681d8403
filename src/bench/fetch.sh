#!/usr/bin/env bash
# Fetches 1 GB from a seeding seedbank ROUNDS times (default 20), every copy verified by seedbank itself and at the end
# once more with sha256sum; beside it python3-libtorrent fetches the same from the same seeder, and aria2c the same files
# from a seeder of a v1 torrent (aria2 1.36 computes a wrong infohash for hybrid ones), five times each.
. "$(dirname "$0")/lib.sh"
rounds=${1:-20}
need aria2 python3-libtorrent time

data=$(dataset gb1 204 1020)
rm -rf "$SEEDBANK_HOME" "$bench/home-v1"
trap 'unpublish; [ -z "${tracker_pid:-}" ] || kill "$tracker_pid"; rm -rf "$bench/copy"' EXIT
SEEDBANK_HOME=$bench/home-v1 publish "$data" --format v1
torrent_v1=$(ls "$bench"/home-v1/data/catalog/*.torrent)
coproc tracker { exec /usr/bin/python3 "$peers/tracker.py" "$port"; }
tracker_pid=$tracker_PID
read -r tracker_port <&"${tracker[0]}"
publish "$data"
torrent=$(ls "$SEEDBANK_HOME"/data/catalog/*.torrent)

fetch_seedbank() { "$seedbank" get 1 -q -d "$bench/copy" >"$bench/get.log" 2>&1; }
fetch_libtorrent() { /usr/bin/python3 "$peers/fetch.py" "$torrent" "$bench/copy" "$port"; }
fetch_aria2() {
    aria2c -q --dir="$bench/copy" --seed-time=0 --enable-dht=false --enable-dht6=false --bt-enable-lpd=false \
        --listen-port=20000-60000 --bt-external-ip=127.0.0.1 --file-allocation=none --bt-max-peers=1 \
        --bt-tracker="http://127.0.0.1:$tracker_port/announce" "$torrent_v1"
}

measure() {
    local start
    rm -rf "$bench/copy" && mkdir -p "$bench/copy"
    start=$(now)
    "fetch_$1" || { echo "fetch by $1 failed" >&2; cat "$bench/get.log" >&2; exit 1; }
    since "$start"
    echo
}

intact=0
for ((round = 1; round <= rounds; round++)); do
    measure seedbank
    ! grep -q '^all 204 files intact' "$bench/get.log" || intact=$((intact + 1))
    if [ "$round" -le 5 ]; then
        measure libtorrent >>"$bench/libtorrent.s.new"
        measure aria2 >>"$bench/aria2.s.new"
    fi
done >"$bench/seedbank.s"
mv "$bench/libtorrent.s.new" "$bench/libtorrent.s"
mv "$bench/aria2.s.new" "$bench/aria2.s"

fetch_seedbank
(cd "$data" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$bench/published.sha256"
(cd "$bench/copy/gb1" && sha256sum --quiet -c "$bench/published.sha256")

bytes=$(du -sb --apparent-size "$data" | cut -f1)
echo "$intact of $rounds fetches by seedbank are intact; sha256sum agrees on the last one"
echo
printf '%-34s %8s %8s %8s\n' "1 GB in 204 files, wall seconds" median MB/s ratio
base=$(median <"$bench/seedbank.s")
row() {
    awk -v what="$1" -v s="$(median <"$bench/$2.s")" -v bytes="$bytes" -v base="$base" \
        'BEGIN { printf "%-34s %8.2f %8.0f %8.2f\n", what, s, bytes / s / 1e6, base / s }'
}
row "seedbank get, with verification" seedbank
row "python3-libtorrent, bare fetch" libtorrent
row "aria2c, bare fetch" aria2
[ "$intact" -eq "$rounds" ]
