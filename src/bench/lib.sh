# Shared by the benchmarks; sourced, not run. Sets $root, $bench, and offers the functions below.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bench=${BENCH_DIR:-/tmp/seedbank-bench}
seedbank=$root/seedbank
peers=$root/src/bench/peers
export SEEDBANK_HOME=$bench/home LC_ALL=C.UTF-8
mkdir -p "$bench"

# need PACKAGE...: installs the Debian packages that are missing.
need() {
    local missing=() package
    for package in "$@"; do
        dpkg-query --show --showformat '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
    done
    [ "${#missing[@]}" -eq 0 ] || { apt-get -q update && apt-get -q -y install --no-install-recommends "${missing[@]}"; } >&2
}

# dataset NAME FILES MIB: a folder of random bytes, the same number of MiB in each file; made once.
dataset() {
    local folder=$bench/data/$1 files=$2 mib=$3 i
    if [ ! -e "$folder.made" ]; then
        mkdir -p "$folder"
        for ((i = 0; i < files; i++)); do
            mkdir -p "$folder/part$((i % 7))"
            dd if=/dev/urandom of="$folder/part$((i % 7))/file$i.bin" bs=1M count="$((mib / files))" status=none
        done
        touch "$folder.made"
    fi
    echo "$folder"
}

# Seconds since some moment, with a fraction.
now() { date +%s.%N; }

# since START: seconds since then, two digits.
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.2f", b - a }'; }

# median: of the numbers on standard input.
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# publish FOLDER [OPTION...]: seeds it from a process of its own and waits until it is listed; sets $port.
publishers=()
publish() {
    local log=$bench/publish.log
    : >"$log"
    "$seedbank" publish --foreground --quiet "$@" >"$log" 2>&1 &
    publishers+=($!)
    for _ in $(seq 3000); do
        grep -q 'seeding' "$log" && break
        kill -0 "$!" 2>/dev/null || { cat "$log" >&2; return 1; }
        sleep 0.1
    done
    port=$(sed -n 's/.* on port \([0-9]*\).*/\1/p' "$log")
}

# unpublish: ends every seeder that publish started.
unpublish() {
    local publisher
    for publisher in "${publishers[@]}"; do
        kill -TERM "$publisher" 2>/dev/null || continue
        wait "$publisher" || true
    done
    publishers=()
}

# jmh ARGUMENT...: runs the micro-benchmarks; builds them first.
jmh() {
    local module=$root/src/bench/jmh
    (cd "$root" && ./mvnw -q -Pbench -pl src/bench/jmh -am -Dmaven.test.skip=true -Dspotless.check.skip=true package) >&2
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$module/target/classes:$module/target/lib/*" org.openjdk.jmh.Main "$@"
}

# race ROUNDS NAME...: calls run_NAME of each in turn, so that all see the same machine, and keeps their wall seconds.
race() {
    local rounds=$1 round name start
    shift
    for name in "$@"; do : >"$bench/$name.s"; done
    for ((round = 0; round <= rounds; round++)); do
        for name in "$@"; do
            start=$(now)
            "run_$name" >"$bench/$name.log" 2>&1 || { echo "run_$name failed" >&2; cat "$bench/$name.log" >&2; exit 1; }
            # The first round only brings files into the page cache.
            [ "$round" -eq 0 ] || echo "$(since "$start")" >>"$bench/$name.s"
        done
    done
}

# row TEXT NAME BESIDE [GOAL]: the median seconds of NAME, and the ratio to those of BESIDE.
row() {
    awk -v what="$1" -v s="$(median <"$bench/$2.s")" -v base="$(median <"$bench/$3.s")" -v goal="${4:-}" \
        'BEGIN { printf "%-44s %8.2f s %7.2f%s\n", what, s, s / base, goal == "" ? "" : "  (goal " goal ")" }'
}
