#!/usr/bin/env bash
# A node that seeds each number of tiny datasets (default 1,000 and 10,000), one file each: how long from its start until
# all are seeded, its memory, threads and descriptors, the share of a core it takes while nothing happens, and how long
# `status` takes. It has the memory that the launcher gives it.
. "$(dirname "$0")/lib.sh"
need python3-libtorrent
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/many.py" "$@"
