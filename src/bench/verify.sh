#!/usr/bin/env bash
# Proving a copy: verify (Merkle trees and file digests) beside sha256sum -c for 1 GB, and verify --quick (Merkle trees)
# beside mktorrent -t 2 (v1 pieces) and b3sum -c for 4 GB, each in 204 files. ROUNDS: default 5.
. "$(dirname "$0")/lib.sh"
need mktorrent b3sum
trap 'unpublish; rm -f "$bench/made.torrent"' EXIT
torrent_of() {
    rm -rf "$SEEDBANK_HOME"
    publish "$1"
    cp "$SEEDBANK_HOME"/data/catalog/*.torrent "$bench/${1##*/}.torrent"
    unpublish
}

data=$(dataset gb1 204 1020)
torrent_of "$data"
(cd "$data" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$bench/gb1.sha256"
run_verify() { "$seedbank" verify -q --no-checkpoint "$bench/gb1.torrent" "$data"; }
run_sha256sum() { (cd "$data" && sha256sum --quiet -c "$bench/gb1.sha256"); }
race "${1:-5}" verify sha256sum
echo "1020 MiB in 204 files"
row "  verify, Merkle trees and file digests" verify sha256sum 0.45
row "  sha256sum -c" sha256sum sha256sum

data=$(dataset gb4 204 4080)
torrent_of "$data"
(cd "$data" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 b3sum) >"$bench/gb4.b3"
run_quick() { "$seedbank" verify --quick -q --no-checkpoint "$bench/gb4.torrent" "$data"; }
run_mktorrent() { rm -f "$bench/made.torrent"; mktorrent -t 2 -l 21 -o "$bench/made.torrent" "$data"; }
run_b3sum() { (cd "$data" && b3sum --quiet -c "$bench/gb4.b3"); }
race "${1:-5}" quick mktorrent b3sum
echo "4080 MiB in 204 files"
row "  verify --quick, Merkle trees" quick mktorrent 1.5
row "  mktorrent -t 2" mktorrent mktorrent
row "  b3sum -c" b3sum mktorrent
