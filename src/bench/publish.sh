#!/usr/bin/env bash
# Computing a torrent: publish --dry-run (v1 pieces, Merkle trees, file digests) beside python3-libtorrent's
# set_piece_hashes (v1 pieces and Merkle trees, no file digests), for 1 GB and 4 GB in 204 files. ROUNDS: default 5.
. "$(dirname "$0")/lib.sh"
need python3-libtorrent
for spec in "gb1 1020" "gb4 4080"; do
    read -r name mib <<<"$spec"
    data=$(dataset "$name" 204 "$mib")
    piece=$("$seedbank" publish --dry-run -q --json "$data" 2>/dev/null | sed -n 's/.*"pieceLength": \([0-9]*\).*/\1/p')
    run_seedbank() { "$seedbank" publish --dry-run -q --no-checkpoint "$data"; }
    run_libtorrent() { /usr/bin/python3 "$peers/hash.py" "$data" "$piece"; }
    race "${1:-5}" seedbank libtorrent
    echo "$name, $mib MiB in 204 files, hybrid, pieces of $piece bytes"
    row "  publish --dry-run, with file digests" seedbank libtorrent "$([ "$name" = gb1 ] && echo 0.85 || echo 0.75)"
    row "  python3-libtorrent, without" libtorrent libtorrent
done
