#!/usr/bin/env bash
# Kills a node with kill -9 at KILLS random moments (default 100; a SEED repeats them) while it seeds ten datasets, fetches
# one of 300 MB from another node, publishes one for a command and one of a drop folder. After each start all ten are
# seeded again and nothing is damaged; at the end the copy is what was published and the catalog lists each dataset once.
. "$(dirname "$0")/lib.sh"
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/kill.py" "$@"
