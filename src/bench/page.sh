#!/usr/bin/env bash
# The node's page with each number of datasets (default 1,000), in Chromium: first paint, until its rows are drawn, a search, bytes
# that the node sends for it, and the share of a core that the node takes while it is shown and nothing happens, and without it.
. "$(dirname "$0")/lib.sh"
need python3-libtorrent chromium
command -v npm >/dev/null || need nodejs npm
export PAGE=$bench/page
mkdir -p "$PAGE"
cp "$root"/src/bench/page/* "$PAGE"
[ -e "$PAGE/node_modules" ] || npm ci --no-audit --no-fund --ignore-scripts --prefix "$PAGE" >&2
"$seedbank" --version >/dev/null
exec /usr/bin/python3 "$root/src/bench/nodes/page.py" "$@"
