#!/usr/bin/env bash
# The rate at which a file of 1 GB comes to curl over loopback: from a node with --serve-http, and from nginx, in turns. Needs nginx and curl.
# Usage: src/bench/serve-http.sh [TURNS] [FOLDER]
set -euo pipefail
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
turns=${1:-5}
work=$(mktemp -d "${2:-/tmp}/serve-http.XXXXXX")
export SEEDBANK_HOME="$work/home"
seedbank=$tree/seedbank

cleanup() {
    "$seedbank" node stop >/dev/null 2>&1 || true
    [ ! -e "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

mkdir -p "$work/big" "$work/logs"
head -c 1000000000 /dev/urandom >"$work/big/data.bin"
head -c 1000 /dev/urandom >"$work/big/small.bin"
chmod 755 "$work"

node=$(free_port)
"$seedbank" node start --serve-http "127.0.0.1:$node" >/dev/null 2>&1
digest=$("$seedbank" publish --quiet --serve --json "$work/big" 2>/dev/null | python3 -c 'import json, sys; print(json.load(sys.stdin)["entry"]["digest"])')

nginx=$(free_port)
cat >"$work/nginx.conf" <<END
pid $work/nginx.pid;
error_log $work/logs/error;
user $(id -un);
events {}
http {
    access_log off;
    sendfile on;
    server { listen 127.0.0.1:$nginx; root $work; }
}
END
nginx -c "$work/nginx.conf" -p "$work"

from_node=http://127.0.0.1:$node/d/$digest/big
from_nginx=http://127.0.0.1:$nginx/big
curl -fsS -o "$work/one" "$from_node/data.bin" && cmp "$work/one" "$work/big/data.bin" && rm "$work/one"

rate() {
    curl -fsS -o /dev/null -w '%{speed_download}' "$1"
}

echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
echo "turn  node MB/s  nginx MB/s  ratio"
for turn in $(seq "$turns"); do
    a=$(rate "$from_node/data.bin")
    b=$(rate "$from_nginx/data.bin")
    awk -v t="$turn" -v a="$a" -v b="$b" 'BEGIN { printf "%4d  %9.0f  %10.0f  %5.2f\n", t, a / 1e6, b / 1e6, a / b }'
done

# Small files, over one connection.
small() {
    local urls=() start end
    for _ in $(seq 2000); do urls+=("$1/small.bin"); done
    start=$(date +%s%N)
    printf 'url = "%s"\noutput = /dev/null\n' "${urls[@]}" | curl -fsS -K -
    end=$(date +%s%N)
    echo $(((end - start) / 2000000))
}
echo "2,000 requests for 1,000 B over one connection, microseconds each: node $(($(small "$from_node") * 1000 / 1000)), nginx $(($(small "$from_nginx") * 1000 / 1000))"
