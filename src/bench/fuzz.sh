#!/usr/bin/env bash
# Feeds every reader of what strangers send with inputs that Jazzer makes up: fuzz.sh [TIME [INPUTS [TARGET]]]
# TIME for each target, such as 10s or 1h; INPUTS at most for each, 0 for no bound; TARGET as in 'Torrent'.
# SEED chooses the inputs; without it they are others each time. Prints for each how many inputs there were, and the time and memory that a byte of input took. What fails is written
# below fuzz/target as crash-…, and the build names it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rm -f fuzz/target/fuzz-*.txt
result=0
./mvnw -q -Dquick -pl fuzz -am verify -Dtest=NoSuchTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test="${3:-*}FuzzIT" -Dfailsafe.failIfNoSpecifiedTests=false \
    -Dfuzz.time="${1:-1m}" -Dfuzz.inputs="${2:-0}" -Dfuzz.seed="${SEED:-0}" || result=$?
cat fuzz/target/fuzz-*.txt
exit "$result"
