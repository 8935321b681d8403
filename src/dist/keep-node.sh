#!/bin/sh
# Runs the node in the background, and again when it dies: of a crash, for want of memory, of 'kill -9', or because it asks
# for that. A service manager does the same for a node that it runs. Usage: keep-node.sh COMMAND...
# SEEDBANK_NODE_LOG names the file that is told of it, SEEDBANK_NODE_KEEPER the one that holds this script's process number.
set -u

# So often in a row it is started again, after 1 s, 2 s and so on, unless it lived for a while.
most=10
while_seconds=600

say() {
    printf '%s seedbank: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>"${SEEDBANK_NODE_LOG:-/dev/stdout}"
}

keeper=${SEEDBANK_NODE_KEEPER:-}
if [ -n "$keeper" ]; then
    echo $$ >"$keeper"
    trap 'rm -f "$keeper"' EXIT
fi

node=
ending=
trap 'ending=yes; [ -z "$node" ] || kill "$node"' TERM INT HUP

deaths=0
while [ -z "$ending" ]; do
    began=$(date +%s)
    "$@" &
    node=$!
    # The shell's own word for a death is not wanted: it has no time, and comes beside the one below.
    wait "$node" 2>/dev/null
    code=$?
    # A signal to this script ends its waiting, not yet the node.
    if [ -n "$ending" ]; then
        wait "$node"
        exit
    fi
    node=
    case $code in
        129 | 130 | 143) exit "$code" ;; # It was asked to end.
        3) how='ended for want of memory' ;;
        7) how='did not answer any more and ended' ;;
        *)
            [ "$code" -gt 128 ] || exit "$code"
            how="was ended by signal $((code - 128))"
            ;;
    esac

    [ $(($(date +%s) - began)) -lt "$while_seconds" ] || deaths=0
    deaths=$((deaths + 1))
    if [ "$deaths" -gt "$most" ]; then
        say "the node $how, for the ${deaths}th time in a row: it stays so until 'seedbank node start'"
        exit "$code"
    fi
    say "the node $how: starting it again"
    sleep "$deaths"
done
