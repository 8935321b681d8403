#!/usr/bin/env bash
# One node publishes MEGABYTES (default 200) and sends 10 MB/s at most; FETCHERS nodes (default 8), which know each other,
# fetch it. Reports how often the publisher had to send it, and compares all copies with it.
. "$(dirname "$0")/lib.sh"
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/swarm.py" "$@"
