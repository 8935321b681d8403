#!/usr/bin/env bash
# A node that for MINUTES (default 60) fetches and publishes small datasets and removes them again, as fast as it goes.
# Each minute shows its threads, descriptors, resident memory in MiB (rss, and anon of it its own) and, where the JDK's jcmd
# is there, the live part of Java's heap; the end how much they grow in an hour.
. "$(dirname "$0")/lib.sh"
need python3-libtorrent
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/growth.py" "$@"
