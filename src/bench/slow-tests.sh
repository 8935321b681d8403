#!/usr/bin/env bash
# Prints where the tests of the last builds spent their time: by module and kind, by class, and by test.
# usage: src/bench/slow-tests.sh [COUNT]      default: the slowest 20
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
count=${1:-20}

# One line for each test: module, kind, class, seconds, name.
tests() {
    local report module kind
    for report in */target/{surefire,failsafe}-reports/TEST-*.xml; do
        [ -e "$report" ] || continue
        module=${report%%/*}
        case $report in *surefire*) kind=unit ;; *) kind=integration ;; esac
        sed -nE "s/^ *<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\" time=\"([0-9.,]*)\".*/$module\t$kind\t\2\t\3\t\1/p" "$report" | tr -d ,
    done
}
# Adds up the seconds of lines with one key.
sums() { awk -F'\t' -v OFS='\t' '{ s[$1] += $2; n[$1]++ } END { for (k in s) printf "%8.1f s %5d tests  %s\n", s[k], n[k], k }' | sort -rn; }

all=$(tests)
[ -n "$all" ] || { echo "no reports: run ./mvnw verify first" >&2; exit 1; }
echo "By module:"
awk -F'\t' -v OFS='\t' '{ print $1 " " $2, $4 }' <<<"$all" | sums
echo "By class:"
awk -F'\t' -v OFS='\t' '{ print $3, $4 }' <<<"$all" | sums | head -n "$count"
echo "By test:"
awk -F'\t' '{ printf "%8.1f s  %s.%s\n", $4, $3, $5 }' <<<"$all" | sort -rn | head -n "$count"
