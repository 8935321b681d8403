#!/usr/bin/env bash
# A catalog in Drive of each number of entries (default 10,000 and 100,000), as people meet it: `list` in a process of its
# own each time, with the product's options, against the tests' Drive emulator on this machine. So the seconds are
# seedbank's own and the emulator's; over a network each call takes a good part of a second more, and the calls are said.
# A listing is refreshed when it is older than a minute, so each refresh is waited for. ROUNDS: default 3, for what is
# quick.
. "$(dirname "$0")/lib.sh"
need time
rounds=${ROUNDS:-3}
[ "$#" -gt 0 ] || set -- 10000 100000
command -v "$seedbank" >/dev/null

# wish LINE: asks the emulator for something; prints its answer.
wish() {
    echo "$1" >&"${EMULATOR[1]}"
    local answer
    read -r answer <&"${EMULATOR[0]}"
    echo "${answer#* }"
}

# told WORD: what the emulator says of itself.
told() {
    local key value
    while read -r key value <&"${EMULATOR[0]}"; do
        [ "$key" != "$1" ] || break
    done
    echo "$value"
}

# measure ROUNDS WHAT COMMAND...: prints calls, seconds as a whole and of the processor, and peak memory: medians.
measure() {
    local count=$1 what=$2 i
    shift 2
    : >"$bench/drive.s"
    wish calls >"$bench/drive.calls"
    for ((i = 0; i < count; i++)); do
        [ "$what" != "first listing" ] || rm -rf "$SEEDBANK_HOME/cache"
        /usr/bin/time -a -o "$bench/drive.s" -f '%e %U %S %M' "$@" >"$bench/drive.out" 2>"$bench/drive.err" ||
            { cat "$bench/drive.err" >&2; exit 1; }
    done
    printf '%-34s %8d %8.2f %8.2f %8.0f %9d\n' "$what" "$(($(wish calls) / count))" \
        "$(awk '{ print $1 }' "$bench/drive.s" | median)" "$(awk '{ print $2 + $3 }' "$bench/drive.s" | median)" \
        "$(awk '{ print $4 / 1024 }' "$bench/drive.s" | median)" "$(wc -l <"$bench/drive.out")"
}

for entries in "$@"; do
    rm -rf "$SEEDBANK_HOME"
    coproc EMULATOR { exec "$root/src/bench/drive-emulator.sh" --entries "$entries"; }
    emulator=$EMULATOR_PID
    trap 'kill "$emulator" 2>/dev/null || true' EXIT
    SEEDBANK_DRIVE_URL=$(told root-url)
    SEEDBANK_DRIVE_API_KEY=$(told api-key)
    export SEEDBANK_DRIVE_URL SEEDBANK_DRIVE_API_KEY
    list=("$seedbank" list --catalog "gdrive:$(told folder)")
    echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
    printf '%-34s %8s %8s %8s %8s %9s\n' "$entries entries" calls s "s of cpu" MiB lines
    measure "$rounds" "first listing" "${list[@]}"
    listed=$SECONDS
    measure "$rounds" "list --offline" "${list[@]}" --offline
    for text in depth zebrafish "soil depth" école; do
        measure "$rounds" "list --offline $text" "${list[@]}" --offline "$text"
    done
    sleep $((61 - SECONDS + listed > 0 ? 61 - SECONDS + listed : 0))
    measure 1 "refresh, nothing new" "${list[@]}" zebrafish
    sleep 61
    [ "$(wish "add 5")" = added ]
    measure 1 "refresh, 5 new" "${list[@]}" zebrafish
    kill "$emulator"
    wait "$emulator" 2>/dev/null || true
done
