#!/usr/bin/env bash
# Stops libtorrent's network thread of a node in the background, as an endless loop in it would, and tells after how many
# seconds 'status' says so, the node has ended, and another one answers. Linux alone, as root or where ptrace is allowed.
. "$(dirname "$0")/lib.sh"
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/hang.py" "$@"
