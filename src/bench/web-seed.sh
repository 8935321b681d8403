#!/usr/bin/env bash
# web-seed.sh [ROUNDS [MIB]]: fetching so much (default 1024 MiB, three times) from nginx alone, without any peer, verified, beside curl, in one
# run. First over loopback, then over a cable of 1 Gbit/s and 100 Mbit/s between two network namespaces (as root). `get` also starts a Java,
# writes what can go on after a cut, and proves every byte in the end; curl does none of that. What else the machine does is told, as it counts.
. "$(dirname "$0")/lib.sh"
need nginx-light curl
rounds=${1:-3}
mib=${2:-1024}
data=$(dataset "web$mib" 4 "$mib")
work=$bench/web-seed
rm -rf "$work" "$SEEDBANK_HOME"
mkdir -p "$work"
server=
here=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$here" ] || { ip netns del seedbank-web 2>/dev/null || true; ip netns del seedbank-get 2>/dev/null || true; }
}
trap cleanup EXIT

cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 128; }
http { access_log off; sendfile on; keepalive_requests 100000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 18080; root $(dirname "$data"); } }
CONF

# serve WHERE...: starts nginx there.
serve() {
    "$@" nginx -c "$work/nginx.conf" &
    server=$!
    for _ in $(seq 100); do "$@" curl -s -o /dev/null http://127.0.0.1:18080/ && return; sleep 0.1; done
    return 1
}

# measure NAME ADDRESS WHERE...: both, in turns.
measure() {
    local name=$1 url=http://$2:18080/ torrent round start file
    shift 2
    rm -rf "$SEEDBANK_HOME"
    : >"$work/publish.log"
    timeout 60 "$seedbank" publish --foreground --quiet --check-web-seed=no --web-seed "$url" "$data" >"$work/publish.log" 2>&1 &
    local publisher=$!
    for _ in $(seq 600); do grep -q seeding "$work/publish.log" && break; sleep 0.1; done
    torrent=$work/$name.torrent
    cp "$SEEDBANK_HOME"/data/catalog/*.torrent "$torrent"
    kill -TERM "$publisher" && wait "$publisher" || true
    : >"$work/$name.curl" >"$work/$name.get"
    for ((round = 0; round < rounds; round++)); do
        rm -rf "$work/curl" && mkdir "$work/curl"
        start=$(now)
        (cd "$data" && find . -type f -printf '%P\n') | while read -r file; do
            "$@" curl -s -f --create-dirs -o "$work/curl/$file" "$url$(basename "$data")/$file"
        done
        since "$start" >>"$work/$name.curl"
        rm -rf "$work/copies" "$work/home"
        start=$(now)
        "$@" env SEEDBANK_HOME="$work/home" "$seedbank" get --foreground --no-seed --quiet --public --allow-private -d "$work/copies" "$torrent" >"$work/get.log" 2>&1
        since "$start" >>"$work/$name.get"
    done
    awk -v name="$name" -v curl="$(median <"$work/$name.curl")" -v get="$(median <"$work/$name.get")" \
        'BEGIN { printf "%-12s curl %6.2f s  get %6.2f s  ratio %.2f\n", name, curl, get, curl / get }'
}

echo "$mib MiB, $rounds rounds; load $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) cores"
serve env
measure loopback 127.0.0.1 env
kill "$server" && wait "$server" || true
server=
if [ "$(id -u)" = 0 ] && ip netns add seedbank-web 2>/dev/null; then
    here=yes
    ip netns add seedbank-get
    ip link add seedbank-v0 netns seedbank-web type veth peer name seedbank-v1 netns seedbank-get
    ip -n seedbank-web addr add 10.99.0.1/24 dev seedbank-v0 && ip -n seedbank-web link set seedbank-v0 up && ip -n seedbank-web link set lo up
    ip -n seedbank-get addr add 10.99.0.2/24 dev seedbank-v1 && ip -n seedbank-get link set seedbank-v1 up && ip -n seedbank-get link set lo up
    serve ip netns exec seedbank-web
    for rate in 1gbit 100mbit; do
        ip netns exec seedbank-web tc qdisc replace dev seedbank-v0 root tbf rate "$rate" burst 256kb latency 50ms
        measure "$rate" 10.99.0.1 ip netns exec seedbank-get
    done
fi
