#!/usr/bin/env bash
# reach.sh [MIB [WAY...]]: how soon the first byte of a dataset (default 200 MiB) is there, and at what rate the rest comes, for each way in which a
# node finds who has it; and what it says when that way is cut. Each way has new nodes in network namespaces on one bridge, and no other way
# than its own. As root, on Linux. Seconds count from the start of `get`, its Java included; the rate from the first byte until all is verified.
. "$(dirname "$0")/lib.sh"
mib=${1:-200}
shift $(($# > 0))
ways=("$@")
[ $# -gt 0 ] || ways=(presence lsd http udp peer x.pe dht web-seed serve-http socks proxy)
need iproute2 nftables nginx-light dante-server tinyproxy jq curl
"$seedbank" --version >/dev/null

data=$(dataset "reach$mib" 20 "$mib")
work=$(mktemp -d "$bench/reach-XXXXXX")
net=reach$$
publisher=203.0.113.1 fetcher=203.0.113.2 helper=203.0.113.3
declare -A running=()

# end NAME...: ends what `start` has started under these names.
end() {
    local name
    for name in "$@"; do kill -TERM "${running[$name]}" 2>/dev/null || true; done
    for name in "$@"; do
        wait "${running[$name]}" 2>/dev/null || true
        unset "running[$name]"
    done
}

cleanup() {
    local host
    end "${!running[@]}"
    for host in publisher fetcher helper wire; do ip netns del "$net-$host" 2>/dev/null || true; done
    [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

ip netns add "$net-wire"
ip -n "$net-wire" link add bridge type bridge mcast_snooping 0
ip -n "$net-wire" link set bridge up
for host in publisher fetcher helper; do
    ip netns add "$net-$host"
    ip -n "$net-wire" link add "$host" type veth peer name eth0 netns "$net-$host"
    ip -n "$net-wire" link set "$host" master bridge up
    ip -n "$net-$host" link set lo up
    ip -n "$net-$host" addr add "${!host}/24" dev eth0
    ip -n "$net-$host" link set eth0 up
    ip -n "$net-$host" route add default dev eth0
done

# on HOST COMMAND...: runs it on that machine.
on() { ip netns exec "$net-$1" "${@:2}"; }

# as HOST ARGUMENT...: runs seedbank there, with a home for this way.
as() { SEEDBANK_HOME=$here/$1 on "$1" "$seedbank" "${@:2}"; }

# start NAME HOST TEXT COMMAND...: starts it there, and waits until its output has TEXT, if it is not empty.
start() {
    local name=$1 host=$2 text=$3 log=$here/$1.log
    shift 3
    ip netns exec "$net-$host" "$@" </dev/null >"$log" 2>&1 &
    running[$name]=$!
    [ -z "$text" ] || await "$name" grep -q "$text" "$log"
}

# await NAME COMMAND...: until it succeeds, a minute at most, while what was started as NAME runs.
await() {
    local name=$1 tries
    shift
    for ((tries = 0; tries < 600; tries++)); do
        ! "$@" >/dev/null 2>&1 || return 0
        kill -0 "${running[$name]}" 2>/dev/null || break
        sleep 0.1
    done
    echo "$way: '$name' is not ready" >&2
    cat "$here/$name.log" >&2
    return 1
}

# node HOST REACH [NETWORK_OPTION...] [-- NODE_OPTION...]: starts a node there that has the named ways alone; REACH is local, public or a range.
node() {
    local host=$1 reach=$2 run=(node run --port 6881) network=(--pex off --port-mapping off) option
    shift 2
    while [ $# -gt 0 ] && [ "$1" != -- ]; do network+=("$1"); shift; done
    [ $# -eq 0 ] || shift
    for option in "--dht off" "--lsd off" "--proxy none"; do
        # shellcheck disable=SC2206 # an option and its value
        [[ " ${network[*]} " == *" ${option% *} "* ]] || network+=($option)
    done
    case $reach in
        local | public) run+=("--$reach") ;;
        *) as "$host" node reach network "$reach" >/dev/null ;;
    esac
    as "$host" node network "${network[@]}" >/dev/null
    SEEDBANK_HOME=$here/$host start "$host" "$host" 'node is ready' "$seedbank" "${run[@]}" "$@"
}

# offer [OPTION...]: publishes by the publisher's node, and sets $torrent and $magnet.
offer() {
    as publisher publish --quiet "$@" "$data" >"$here/publish.out" 2>"$here/publish.err" || { cat "$here/publish.err" >&2; return 1; }
    torrent=$(ls "$here"/publisher/data/catalog/*.torrent)
    magnet=$(sed -n 's/^magnet *//p' "$here/publish.out")
    ref=$torrent
}

# drop HOST RULE: has that machine drop what comes in by a rule of nft.
drop() {
    on "$1" nft -f - <<<"table inet reach { chain in { type filter hook input priority filter; $2 drop; }; }"
}

tracker() { SEEDBANK_HOME=$here/helper start tracker helper 'tracker' "$seedbank" tracker --listen "$helper:6969" --open; }

# Of each way: NAME_set starts all of it and sets $ref, and $options of `get`; NAME_cut has it fail.
presence_set() {
    SEEDBANK_HOME=$here/fetcher start seeder fetcher 'seeding' "$seedbank" publish --foreground --quiet "$data"
    ref=$(ls "$here"/fetcher/data/catalog/*.torrent)
    node fetcher local
}
presence_cut() { end seeder; }

lsd_set() {
    node publisher 203.0.113.0/24 --lsd on
    node fetcher 203.0.113.0/24 --lsd on
    offer
}
lsd_cut() { drop fetcher "udp dport 6771"; }

http_set() {
    tracker
    node publisher public
    node fetcher public
    offer --tracker "http://$helper:6969/announce"
}
http_cut() { end tracker; }

udp_set() {
    tracker
    node publisher public
    node fetcher public
    offer --tracker "udp://$helper:6969/announce"
}
udp_cut() { drop helper "udp dport 6969"; }

peer_set() {
    node publisher public
    node fetcher public
    offer
    options=(--peer "$publisher:6881")
}
peer_cut() { options=(--peer "$helper:6881"); }

x.pe_set() {
    node publisher public
    node fetcher public
    offer --seed-address "$publisher:6881"
    ref=$magnet
}
x.pe_cut() { drop publisher "tcp dport 6881"; }

dht_set() {
    node helper public --dht on --dht-bootstrap "$helper:6881"
    node publisher public --dht on --dht-bootstrap "$helper:6881"
    node fetcher public --dht on --dht-bootstrap "$helper:6881"
    offer
}
dht_cut() { drop fetcher "meta l4proto udp"; }

web-seed_set() {
    cat >"$here/nginx.conf" <<END
daemon off; worker_processes 1; pid $here/nginx.pid; error_log $here/error.log;
events { worker_connections 128; }
http { access_log off; sendfile on;
  client_body_temp_path $here/t1; proxy_temp_path $here/t2; fastcgi_temp_path $here/t3; uwsgi_temp_path $here/t4; scgi_temp_path $here/t5;
  server { listen $helper:8080; root $(dirname "$data"); } }
END
    start nginx helper '' nginx -c "$here/nginx.conf" -e "$here/error.log"
    await nginx on helper curl -s -o "$here/answer" "http://$helper:8080/"
    node publisher public
    node fetcher public
    offer --web-seed "http://$helper:8080/"
    drop publisher "tcp dport 6881"
}
web-seed_cut() { end nginx; }

serve-http_set() {
    node publisher public -- --serve-http "$publisher:6880"
    node fetcher public
    offer --serve
    drop publisher "tcp dport 6881"
}
serve-http_cut() { drop publisher "tcp dport 6880"; }

socks_set() {
    cat >"$here/danted.conf" <<END
logoutput: stderr
internal: $helper port = 1080
external: eth0
clientmethod: none
socksmethod: none
user.privileged: root
user.unprivileged: root
client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
END
    start danted helper '' danted -f "$here/danted.conf"
    await danted on helper bash -c "exec 3<>/dev/tcp/$helper/1080"
    node publisher public
    node fetcher public --proxy "socks5h://$helper:1080"
    drop publisher "ip saddr $fetcher"
    offer
    options=(--peer "$publisher:6881")
}
socks_cut() { end danted; }

# The proxy is for requests alone, so the bytes come from the peer itself.
proxy_set() {
    cat >"$here/tinyproxy.conf" <<END
Port 8888
Listen $helper
Timeout 600
MaxClients 50
PidFile "$here/tinyproxy.pid"
LogFile "$here/tinyproxy.out"
END
    start tinyproxy helper '' tinyproxy -d -c "$here/tinyproxy.conf"
    await tinyproxy on helper bash -c "exec 3<>/dev/tcp/$helper/8888"
    tracker
    drop helper "ip saddr $fetcher tcp dport 6969"
    node publisher public
    HTTP_PROXY=http://$helper:8888 node fetcher public --proxy environment
    offer --tracker "http://$helper:6969/announce"
}
proxy_cut() { end tinyproxy; }

# What is wrong with a source of the dataset, in doctor's words, or else that nobody was found.
told() {
    as fetcher doctor "$name" --json >"$here/doctor.json" 2>/dev/null || true
    jq -r '.findings | map(select(.health == "bad")) as $bad | ($bad | map(select(.subject != "peers"))) +
        map(select(.kind == "peer fails")) + $bad | .[0] | "\(.subject): \(.said)"' "$here/doctor.json"
}

# measure WAY TEXT: one row.
measure() {
    local begun first last pid load code=0
    here=$work/$1 way=$1 options=() name=reach$mib
    mkdir "$here"
    "$1_set"
    # Others have been told of it by then, as of a dataset that has been there for long.
    sleep 3
    load=$(cut -d" " -f1 /proc/loadavg)
    begun=$(now)
    SEEDBANK_HOME=$here/fetcher ip netns exec "$net-fetcher" "$seedbank" get "$ref" --wait --quiet -d "$here/copies" --timeout 60 --allow-private \
        "${options[@]}" >"$here/get.log" 2>&1 &
    pid=$!
    running[get]=$pid
    while kill -0 "$pid" 2>/dev/null && ! find "$here/copies" -type f -printf '%b\n' 2>/dev/null | grep -qvx 0; do sleep 0.05; done
    first=$(since "$begun")
    wait "$pid" || code=$?
    last=$(since "$begun")
    unset 'running[get]'
    if [ "$code" -ne 0 ]; then
        echo "$1: get ended with $code" >&2
        cat "$here/get.log" >&2
        first=- last=-
    else
        diff -r "$data" "$here/copies/$name" >&2
    fi
    as fetcher remove --yes "$name" >/dev/null
    rm -rf "$here/copies"
    # The publisher remembers who has fetched from it, and would come by itself.
    drop fetcher "ip saddr $publisher tcp dport 6881"
    "$1_cut"
    code=0
    as fetcher get "$ref" --wait --quiet -d "$here/copies" --timeout 10 --allow-private "${options[@]}" >"$here/cut.log" 2>&1 || code=$?
    awk -v what="$2" -v mib="$mib" -v first="$first" -v last="$last" -v load="$load" -v code="$code" -v told="$(told)" 'BEGIN {
        rate = last == "-" ? "-" : sprintf("%.1f", mib * 1.048576 / (last - first + 0.001))
        printf "%-26s %8s %8s %8s %6s %4s  %s\n", what, first, last, rate, load, code, told }'
    end "${!running[@]}"
    for host in publisher fetcher helper; do on "$host" nft flush ruleset; done
    [ -n "${KEEP:-}" ] || rm -rf "$here"
}

declare -A texts=(
    [presence]="same machine" [lsd]="local discovery" [http]="tracker over HTTP" [udp]="tracker over UDP" [peer]="--peer"
    [x.pe]="seed address (x.pe)" [dht]="DHT, own bootstrap" [web-seed]="web seed (nginx)" [serve-http]="--serve-http"
    [socks]="--peer by a SOCKS5 proxy" [proxy]="tracker by an HTTP proxy")
echo "$mib MiB in 20 files; $(uptime)"
printf '%-26s %8s %8s %8s %6s %4s  %s\n' way "first s" "all s" MB/s load cut "what the node says when it is cut ('cut': exit code of get --timeout 10)"
for way in "${ways[@]}"; do measure "$way" "${texts[$way]}"; done
uptime
