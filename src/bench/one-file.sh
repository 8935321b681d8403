#!/usr/bin/env bash
# One file of 8 GB: its file digest is one chain, so only the leaves and pieces can use the other core. Beside the time
# that two cores need for nothing but as many bytes of SHA-256 and SHA-1, measured by JMH in the same run. ROUNDS: default 3.
. "$(dirname "$0")/lib.sh"
trap unpublish EXIT
data=$(dataset one8 1 8160)
rm -rf "$SEEDBANK_HOME"
publish "$data"
torrent=$(ls "$SEEDBANK_HOME"/data/catalog/*.torrent)
unpublish

jmh -t 2 -p fileLength=1048576 -rf csv -rff "$bench/limit.csv" 'limit.*' >"$bench/jmh.log"
# limit NAME: MiB per second of both cores together.
limit() { awk -F, -v name="\"org.seedbank.integrity.internal.hashing.HashingBenchmark.$1\"" '$1 == name { print $5 }' "$bench/limit.csv"; }
run_verify() { "$seedbank" verify -q --no-checkpoint "$torrent" "$data"; }
run_publish() { "$seedbank" publish --dry-run -q --no-checkpoint "$data"; }
race "${1:-3}" verify publish
awk -v sha256="$(limit limitSha256)" -v sha1="$(limit limitSha1)" -v verify="$(median <"$bench/verify.s")" \
    -v publish="$(median <"$bench/publish.s")" 'BEGIN {
        printf "limit of 2 cores: SHA-256 %.0f MiB/s, SHA-1 %.0f MiB/s\n", sha256, sha1
        printf "%-44s %8s %8s %8s\n", "one file of 8160 MiB", "s", "limit s", "share"
        v = 2 * 8160 / sha256
        printf "%-44s %8.2f %8.2f %7.0f%%  (goal 85%%)\n", "  verify: 2 x SHA-256", verify, v, 100 * v / verify
        p = v + 8160 / sha1
        printf "%-44s %8.2f %8.2f %7.0f%%  (goal 85%%)\n", "  publish --dry-run: 2 x SHA-256, SHA-1", publish, p, 100 * p / publish
    }'
