#!/usr/bin/env bash
# One node publishes MEGABYTES (default 100) and sends RATE MB/s at most (default 5; 0 for no limit); FETCHERS nodes (default
# 8), which know each other, fetch it at once. Reports when the first and the last has verified its copy and how often the
# publisher has sent the dataset (goal 1.1), beside the same with python3-libtorrent, plain and super-seeding.
. "$(dirname "$0")/lib.sh"
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/copies.py" "$@"
