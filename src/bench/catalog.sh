#!/usr/bin/env bash
# A catalog of each number of entries (default 1,000 and 100,000) on a web server of this machine, as people meet it: each
# command in a process of its own, with the product's options. SEEDBANKS names launchers to be compared in one run, in
# turns: default this tree's alone. ROUNDS: default 5. The site has no torrents, so `show` is measured up to the message that says so.
. "$(dirname "$0")/lib.sh"
need time
rounds=${ROUNDS:-5}
read -r -a launchers <<<"${SEEDBANKS:-$seedbank}"
[ "$#" -gt 0 ] || set -- 1000 100000
for each in "${launchers[@]}"; do "$each" --version; done

for entries in "$@"; do
    rm -rf "$bench/site" "$SEEDBANK_HOME"-*
    coproc SITE { exec /usr/bin/python3 "$root/src/bench/catalogs/site.py" "$bench/site" "$entries"; }
    site=$SITE_PID
    trap 'kill "$site" 2>/dev/null || true' EXIT
    read -r address <&"${SITE[0]}"
    # 0 is the first listing, with the download; it is not repeated.
    commands=("list" "list --offline" "list --offline zebrafish" "list --offline carbon" "list --offline soil depth"
        "show $((entries / 2))" "list --offline --json")
    printf '%-30s' "$entries entries: s, MiB"
    printf '%24s' "${launchers[@]}"
    echo
    for command in "${commands[@]}"; do
        for ((i = 0; i < ${#launchers[@]}; i++)); do : >"$bench/catalog.$i"; done
        for ((round = 0; round < rounds; round++)); do
            for ((i = 0; i < ${#launchers[@]}; i++)); do
                # shellcheck disable=SC2086
                SEEDBANK_HOME=$SEEDBANK_HOME-$i /usr/bin/time -a -o "$bench/catalog.$i" -f '%e %M' \
                    "${launchers[i]}" $command --catalog "$address" >"$bench/catalog.out" 2>"$bench/catalog.err" ||
                    { cat "$bench/catalog.err"; }
            done
            [ "$command" != list ] || break
        done
        printf '%-30s' "$command"
        for ((i = 0; i < ${#launchers[@]}; i++)); do
            printf '%14.2f %9.0f' "$(awk '{ print $1 }' "$bench/catalog.$i" | median)" \
                "$(awk '{ print $2 / 1024 }' "$bench/catalog.$i" | median)"
        done
        echo
    done
    kill "$site"
    wait "$site" 2>/dev/null || true
done
