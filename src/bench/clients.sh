#!/usr/bin/env bash
# Other clients fetch from seedbank and seedbank from them, byte for byte: hybrid, v1 and v2; a folder with unicode names and an
# empty file, 2,000 small files, a folder with one file, and a lone file. With MEGABYTES, the rates with one large v1 file instead, beside
# those of the same client with python3-libtorrent. LIMIT seconds for each (60); STYLES "hybrid v1 v2", or some of them.
. "$(dirname "$0")/lib.sh"
need aria2 transmission-daemon transmission-cli qbittorrent-nox python3-libtorrent nodejs iproute2 curl
export WEBTORRENT=$bench/webtorrent
mkdir -p "$WEBTORRENT"
cp "$root"/cli/src/test/webtorrent/* "$WEBTORRENT"
[ -e "$WEBTORRENT/node_modules" ] || npm ci --no-audit --no-fund --ignore-scripts --prefix "$WEBTORRENT" >&2
"$seedbank" --version >/dev/null
# Transmission takes no peer at 127.0.0.1, so all of it happens in a network of its own, with an address of its own.
export HOST=10.99.0.1
exec unshare --net bash -c 'ip link set lo up && ip link add bench type veth peer name bench-end && ip address add "$HOST/24" dev bench && ip link set bench up && ip link set bench-end up && exec /usr/bin/python3 "$@"' clients "$root/src/bench/nodes/clients.py" "$@"
