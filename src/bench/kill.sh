#!/usr/bin/env bash
# Kills a fetch of 1 GB with kill -9 at ROUNDS random moments (default 10), each time after some more has arrived, then
# lets it finish. Reports what had arrived at each kill and how the copy ended.
. "$(dirname "$0")/lib.sh"
rounds=${1:-10}
RANDOM=1
data=$(dataset gb1 204 1020)
rm -rf "$SEEDBANK_HOME" "$bench/copy"
publish "$data"
trap 'unpublish; rm -rf "$bench/copy"' EXIT

for ((round = 1; round <= rounds; round++)); do
    "$seedbank" get 1 -q -d "$bench/copy" >"$bench/get.log" 2>&1 &
    fetcher=$!
    sleep "$(awk -v r="$RANDOM" 'BEGIN { printf "%.2f", 1 + r / 32768 * 3 }')"
    if kill -KILL "$fetcher" 2>/dev/null; then
        ended="killed"
    else
        ended="had ended"
    fi
    wait "$fetcher" 2>/dev/null || true
    printf 'round %2d: %s with %5d MB on the disk\n' "$round" "$ended" "$(du -sm "$bench/copy" 2>/dev/null | cut -f1)"
done
start=$(now)
"$seedbank" get 1 -q -d "$bench/copy"
echo "the last get took $(since "$start") s"
diff -r "$data" "$bench/copy/gb1" && echo "the copy is byte for byte what was published"
