#!/usr/bin/env bash
# Kills `seedbank edit` with kill -9 at KILLS moments (default 100) while the node seeds the dataset: by turns at a random one of its whole
# run, and within milliseconds after the first file of the catalog has changed: edit-kill.sh [KILLS [SEED]]. After each kill the catalog
# has to hold a whole torrent and a whole entry; an edit that ends, every tenth, has to leave entry, torrent and node agreeing.
. "$(dirname "$0")/lib.sh"
kills=${1:-100}
RANDOM=${2:-1}
rm -rf "$SEEDBANK_HOME"
data=$bench/edit-soil
mkdir -p "$data"
echo 'plot,ph' >"$data/ph.csv"
"$seedbank" publish --quiet "$data" >"$bench/publish.log" 2>&1
trap '"$seedbank" node stop >"$bench/stop.log" 2>&1 || true' EXIT
python3 "$peers/edition.py" "$SEEDBANK_HOME" start

start=$(now)
"$seedbank" edit 1 --title 'round 0' --add-tracker http://t0.example.org/announce >"$bench/edit.log" 2>&1
whole=$(since "$start")
killed=0 ended=0 round=0
while [ "$killed" -lt "$kills" ]; do
    round=$((round + 1))
    "$seedbank" edit 1 --title "round $round" --add-tracker "http://t$round.example.org/announce" >"$bench/edit.log" 2>&1 &
    edit=$!
    if [ $((round % 2)) -eq 0 ]; then
        sleep "$(awk -v r="$RANDOM" -v w="$whole" 'BEGIN { printf "%.3f", w * (0.3 + r / 32768 * 0.9) }')"
        kill -KILL "$edit" 2>/dev/null && killed=$((killed + 1)) || ended=$((ended + 1))
    else
        python3 "$peers/edition.py" "$SEEDBANK_HOME" kill "$edit" "$RANDOM" && killed=$((killed + 1)) || ended=$((ended + 1))
    fi
    wait "$edit" 2>/dev/null || true
    python3 "$peers/edition.py" "$SEEDBANK_HOME" killed
    if [ $((round % 10)) -eq 0 ]; then
        mapfile -t gone < <(python3 "$peers/edition.py" "$SEEDBANK_HOME" trackers | sed 's/^/--remove-tracker=/')
        "$seedbank" edit 1 --title "whole $round" --add-tracker "http://whole$round.example.org/announce" "${gone[@]}" >"$bench/edit.log" 2>&1
        python3 "$peers/edition.py" "$SEEDBANK_HOME" agreed "whole $round" "http://whole$round.example.org/announce"
    fi
done
echo "$killed edits killed, $ended had ended before; an edit took $whole s"
python3 "$peers/edition.py" "$SEEDBANK_HOME" end
