#!/usr/bin/env bash
# Peak memory of publish, get and verify for 1 GB and 8 GB, and of publish and verify for a file of 64 GB of zeros that
# takes no room on the disk: it must not grow with the data. "own" is what the process
# itself holds (RssAnon). "mapped" is what the kernel shows of mapped files (RssFile): Java's own, and while fetching the
# dataset's, whose pages are the disk cache's and are given back whenever anything else needs the room.
. "$(dirname "$0")/lib.sh"

# peaks COMMAND...: runs it and sets $own and $mapped to the largest values seen, in MiB, looking every 20 ms.
peaks() {
    local pid key value unit
    own=0 mapped=0
    "$@" >"$bench/run.log" 2>&1 &
    pid=$!
    while [ -e "/proc/$pid/status" ]; do
        while read -r key value unit; do
            case $key in
                RssAnon:) [ "$value" -le "$own" ] || own=$value ;;
                RssFile:) [ "$value" -le "$mapped" ] || mapped=$value ;;
                State:) [ "$value" != Z ] || break 2 ;;
            esac
        done <"/proc/$pid/status"
        sleep 0.02
    done 2>/dev/null
    wait "$pid" || { cat "$bench/run.log" >&2; exit 1; }
    own=$((own / 1024)) mapped=$((mapped / 1024))
}

trap 'unpublish; rm -rf "$bench/copy"' EXIT
printf '%-34s %8s %8s\n' "peak memory, MiB" own mapped
for spec in "gb1 204 1020" "gb8 204 8160"; do
    read -r name files mib <<<"$spec"
    data=$(dataset "$name" "$files" "$mib")
    rm -rf "$SEEDBANK_HOME" "$bench/copy"
    peaks "$seedbank" publish --dry-run -q "$data"
    printf '%-34s %8d %8d\n' "publish --dry-run, $name" "$own" "$mapped"
    publish "$data"
    peaks "$seedbank" get 1 -q -d "$bench/copy"
    printf '%-34s %8d %8d\n' "get, $name" "$own" "$mapped"
    peaks "$seedbank" verify 1 -q "$bench/copy/$name"
    printf '%-34s %8d %8d\n' "verify, $name" "$own" "$mapped"
    unpublish
    rm -rf "$bench/copy"
done

sparse=$bench/data/sparse64
[ -e "$sparse" ] || truncate -s 64G "$sparse"
rm -rf "$SEEDBANK_HOME"
peaks "$seedbank" publish --dry-run -q --no-checkpoint "$sparse"
printf '%-34s %8d %8d\n' "publish --dry-run, 64 GB" "$own" "$mapped"
publish "$sparse"
peaks "$seedbank" verify 1 -q --no-checkpoint "$sparse"
printf '%-34s %8d %8d\n' "verify, 64 GB" "$own" "$mapped"
