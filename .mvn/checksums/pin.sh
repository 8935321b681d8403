#!/usr/bin/env bash
# Says which bytes every artifact of the build must have, in checksums.sha512 beside it: a download that is not listed there, or has other
# bytes, fails the build.
#
#   pin.sh --check              looks whether what lies in the local repository has the listed bytes
#   pin.sh [MAVEN ARGUMENT…]    has Maven fetch what the arguments need, then lists what has come; such as: pin.sh -Pdist -DskipTests package
#
# Look at what was added, and whether each is what you wanted, before it is committed.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd -P)
list=$here/checksums.sha512
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}

check() { (cd "$repository" && sha512sum --check --quiet --ignore-missing "$list"); }

if [ "${1:-}" = --check ]; then
    check
    exit
fi
# What is not listed yet is believed by the digest that the registry has beside it.
[ $# -eq 0 ] || (cd "$here/../.." && ./mvnw -Daether.checksums.algorithms=SHA-512,SHA-1 "$@")
check
new=$(mktemp)
trap 'rm -f "$new"' EXIT
(cd "$repository" && find . -type f \( -name '*.pom' -o -name '*.jar' \) -printf '%P\n' | sort | comm -23 - <(cut -d ' ' -f 3- "$list" | sort) | xargs -r sha512sum) >"$new"
sort -k 2 -o "$list" "$list" "$new"
echo "$(wc -l <"$new") artifacts were added to '$list'"
