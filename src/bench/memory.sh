#!/usr/bin/env bash
# Peak resident memory of publish, get and verify for 1 GB and 8 GB: it must not grow with the data. What the kernel maps
# of the fetched files themselves is shown apart, as it is given back whenever something else needs the room.
. "$(dirname "$0")/lib.sh"
need time

printf '%-34s %12s\n' "peak resident memory" MiB
row() { printf '%-34s %12d\n' "$1" "$(($(peak_kib "$2") / 1024))"; }
for spec in "gb1 204 1020" "gb8 204 8160"; do
    read -r name files mib <<<"$spec"
    data=$(dataset "$name" "$files" "$mib")
    rm -rf "$SEEDBANK_HOME" "$bench/copy"
    /usr/bin/time -v -o "$bench/time" "$seedbank" publish --dry-run -q "$data" >/dev/null 2>&1
    row "publish --dry-run, $name" "$bench/time"
    publish "$data"
    trap 'unpublish; rm -rf "$bench/copy"' EXIT
    /usr/bin/time -v -o "$bench/time" "$seedbank" get 1 -q -d "$bench/copy" >/dev/null 2>&1
    row "get, $name" "$bench/time"
    /usr/bin/time -v -o "$bench/time" "$seedbank" verify 1 -q "$bench/copy/$name" >/dev/null 2>&1
    row "verify, $name" "$bench/time"
    unpublish
    rm -rf "$bench/copy"
done
