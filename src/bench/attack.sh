#!/usr/bin/env bash
# A node under attack for MINUTES (default 60): hostile torrents in a watched folder, hostile peers, trackers, web seeds,
# catalogs and control connections, all at once, while it seeds to and fetches from honest peers. Attack and peace take turns,
# so that the honest rates are compared within one run. Ends by itself with a verdict: exit code 0 when honest work kept half
# of its rate, memory, threads and descriptors stayed flat, no thread was lost and 'status' always answered.
. "$(dirname "$0")/lib.sh"
need python3-libtorrent
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/attack/attack.py" "$@"
