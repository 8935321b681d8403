#!/usr/bin/env bash
# `catalog export` of a directory catalog of each number of entries (default 1,000 and 10,000) with 1 to 60 files each: first,
# and again with nothing changed; then, where Chromium is installed, how long the list takes to open and to search in it.
. "$(dirname "$0")/lib.sh"
need time
[ "$#" -gt 0 ] || set -- 1000 10000
"$seedbank" --version
browser=$(command -v chromium || true)
for entries in "$@"; do
    rm -rf "$bench/export" "$bench/export-web"
    /usr/bin/python3 "$root/src/bench/catalogs/folder.py" "$bench/export" "$entries"
    for turn in first again; do
        /usr/bin/time -o "$bench/export.time" -f '%e s, %U s of a processor, %M KiB' \
            "$seedbank" catalog export --quiet --catalog "dir:$bench/export" "$bench/export-web" >"$bench/export.out"
        echo "$entries entries, $turn: $(cat "$bench/export.time"); $(cat "$bench/export.out")"
    done
    list=$bench/export-web/index.html
    echo "list: $(stat -c %s "$list") bytes, $(gzip -9 <"$list" | wc -c) compressed; all: $(du -sb "$bench/export-web" | cut -f 1) bytes"
    [ -n "$browser" ] || continue
    /usr/bin/python3 "$root/src/bench/catalogs/browse.py" "$browser" "$list"
done
rm -rf "$bench/export" "$bench/export-web"
