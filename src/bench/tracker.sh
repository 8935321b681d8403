#!/usr/bin/env bash
# Announces to `seedbank tracker` and to Debian's opentracker in turns, ROUNDS times (default 5): announces a second over
# UDP, over HTTP with a connection for each, and over HTTP connections that stay (which opentracker has none of); then the
# memory of both with PEERS peers (default 100000). One thread announces, from 64 addresses of 127.0.0.0/8, at most 400,000
# announces or 8 seconds a round.
. "$(dirname "$0")/lib.sh"
rounds=${1:-5} count=${2:-100000}
need opentracker
service opentracker stop >/dev/null 2>&1 || true

work=$(mktemp -d "$bench/tracker.XXXXXX")
javac -d "$work" "$peers/Announces.java"
announce() { java -XX:TieredStopAtLevel=4 -cp "$work" Announces "$@"; }

pids=()
trap 'for each in "${pids[@]}"; do kill "$each" 2>/dev/null || true; done; rm -rf "$work"' EXIT
theirs=17979 ours=17980
mkdir "$work/root" && chown nobody "$work/root" 2>/dev/null || true
# Debian's takes only what a list names.
announce hashes 1000 >"$work/root/allowed"
printf 'access.whitelist allowed\nlisten.tcp_udp 127.0.0.1:%s\ntracker.rootdir %s\ntracker.user nobody\n' "$theirs" "$work/root" >"$work/opentracker.conf"
opentracker -f "$work/opentracker.conf" >"$work/opentracker.log" 2>&1 &
pids+=($!) opentracker=$!
SEEDBANK_HOME=$work/home "$seedbank" tracker --listen "127.0.0.1:$ours" --open --announces-per-minute 0 \
    --torrents-per-address 0 >"$work/seedbank.log" 2>&1 &
pids+=($!) seedbank_tracker=$!
for _ in $(seq 600); do grep -q 'is ready' "$work/seedbank.log" && break; sleep 0.1; done

rss() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }
empty_theirs=$(rss "$opentracker") empty_ours=$(rss "$seedbank_tracker")
ticks() {
    local pid=$opentracker
    [ "$1" = theirs ] || pid=$seedbank_tracker
    awk '{ print $14 + $15 }' "/proc/$pid/stat"
}
# Peers once, so that both have them all, and memory is that of what they hold.
announce udp "$theirs" 1000 "$count" "$count" 60 >"$work/fill"
announce udp "$ours" 1000 "$count" "$count" 60 >>"$work/fill"
full_theirs=$(rss "$opentracker") full_ours=$(rss "$seedbank_tracker")
jcmd "$seedbank_tracker" GC.run >/dev/null 2>&1 || true
live=$(jcmd "$seedbank_tracker" GC.class_histogram 2>/dev/null | awk '/^Total/ { print $3 / 1024 }') || true

for ((round = 0; round <= rounds; round++)); do
    for kind in udp http keep; do
        for who in theirs ours; do
            [ "$kind$who" != keeptheirs ] || continue
            before=$(ticks "$who")
            result=$(announce "$kind" "${!who}" 1000 "$count" 400000 8)
            after=$(ticks "$who")
            [ "$round" -eq 0 ] || awk '{ print $3 }' <<<"$result" >>"$work/$kind.$who"
            # A tick is a hundredth of a second.
            [ "$round" -eq 0 ] || awk -v t=$((after - before)) '{ print t * 10000 / $1 }' <<<"$result" >>"$work/$kind.$who.cpu"
            awk '$4 > 0 { print "bad answers:", $4 > "/dev/stderr" }' <<<"$result"
        done
    done
done

printf '%-42s %10s %12s %8s\n' "announces a second, median of $rounds" seedbank opentracker ratio
for kind in udp http; do
    awk -v what="$kind" -v a="$(median <"$work/$kind.ours")" -v b="$(median <"$work/$kind.theirs")" \
        'BEGIN { printf "%-42s %10.0f %12.0f %8.2f\n", what == "udp" ? "UDP" : "HTTP, a connection for each", a, b, a / b }'
done
for kind in udp http; do
    awk -v what="$kind" -v a="$(median <"$work/$kind.ours.cpu")" -v b="$(median <"$work/$kind.theirs.cpu")" \
        'BEGIN { printf "%-42s %10.1f %12.1f %8.2f\n", "µs of a processor for one over " toupper(what), a, b, a / b }'
done
awk -v a="$(median <"$work/keep.ours")" 'BEGIN { printf "%-42s %10.0f %12s\n", "HTTP, connections that stay", a, "-" }'
printf '%-42s %10s %12s\n' "MB resident, empty" "$empty_ours" "$empty_theirs"
printf '%-42s %10s %12s\n' "MB resident, $count peers in 1000 torrents" "$full_ours" "$full_theirs"
[ -z "$live" ] || printf '%-42s %10.1f\n' "MB of Java's heap in use then" "$(awk -v k="$live" 'BEGIN { print k / 1024 }')"
