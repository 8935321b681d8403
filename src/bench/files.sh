#!/usr/bin/env bash
# Many small files: verify beside sha256sum -c and hashdeep -a for 100,000 files of 4 KiB, and how the time for one file
# grows from 1,000 files to 100,000. ROUNDS: default 5.
. "$(dirname "$0")/lib.sh"
need hashdeep
trap unpublish EXIT

# small NAME COUNT: a folder of that many files of 4 KiB, a thousand in each folder below it; made once.
small() {
    local folder=$bench/data/$1
    if [ ! -e "$folder.made" ]; then
        rm -rf "$folder"
        /usr/bin/python3 "$peers/small.py" "$folder" "$2"
        touch "$folder.made"
    fi
    echo "$folder"
}
torrent_of() {
    rm -rf "$SEEDBANK_HOME"
    publish "$1"
    cp "$SEEDBANK_HOME"/data/catalog/*.torrent "$bench/${1##*/}.torrent"
    unpublish
}

few=$(small files1k 1000)
many=$(small files100k 100000)
torrent_of "$few"
torrent_of "$many"
(cd "$many" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$bench/many.sha256"
(cd "$many" && hashdeep -c sha256 -r -l .) >"$bench/many.hashdeep"
run_few() { "$seedbank" verify -q --no-checkpoint "$bench/files1k.torrent" "$few"; }
run_many() { "$seedbank" verify -q --no-checkpoint "$bench/files100k.torrent" "$many"; }
run_few_publish() { "$seedbank" publish --dry-run -q --no-checkpoint "$few"; }
run_many_publish() { "$seedbank" publish --dry-run -q --no-checkpoint "$many"; }
run_sha256sum() { (cd "$many" && sha256sum --quiet -c "$bench/many.sha256"); }
run_hashdeep() { (cd "$many" && hashdeep -a -k "$bench/many.hashdeep" -r -l .); }
race "${1:-5}" many sha256sum hashdeep few many_publish few_publish
echo "100,000 files of 4 KiB"
row "  verify" many sha256sum 0.7
row "  sha256sum -c" sha256sum sha256sum
row "  hashdeep -a" hashdeep sha256sum
growth() {
    awk -v what="$1" -v few="$(median <"$bench/$2.s")" -v many="$(median <"$bench/$3.s")" \
        'BEGIN { printf "%-44s %8.0f us %6.0f us %7.2f  (goal 1.2)\n", what, few * 1e3, many * 10, many / few / 100 }'
}
echo "time for one file: of 1,000, of 100,000, ratio"
growth "  verify" few many
growth "  publish --dry-run" few_publish many_publish
