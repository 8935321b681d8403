#!/usr/bin/env bash
# The local index of a remote catalog: makes one of each number of entries (default 10,000 and 100,000), then reads it as
# a command does, in a Java that has just started with the product's options. A search is for a word that most entries
# have, for one that none has, and for one outside ASCII.
. "$(dirname "$0")/lib.sh"
need time
[ "$#" -gt 0 ] || set -- 10000 100000
jmh -l >"$bench/jmh.log"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
module=$root/src/bench/jmh

# index ARGUMENT...: runs the benchmark, and says what it took as a whole.
index() {
    /usr/bin/time -f 'in all %e s, %U s of processor, %M KiB resident' \
        "$java" "@$root/src/dist/jvm.options" -cp "$module/target/classes:$module/target/lib/*" \
        org.seedbank.catalog.internal.index.IndexBenchmark "$@"
}

for entries in "$@"; do
    folder=$bench/index$entries
    rm -rf "$folder"
    echo "== $entries entries"
    index make "$folder" "$entries"
    du -sh "$folder" | cut -f1
    index read "$folder"
    for text in depth zebrafish école; do
        index read "$folder" "$text"
    done
done
