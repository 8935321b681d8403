#!/usr/bin/env bash
# Installs what 'dist' has built in a bare Debian root, as its users do, runs it, and takes it away again.
# Usage, as root: bare-root.sh ROOT, where ROOT is what 'debootstrap --variant=minbase bookworm ROOT' makes. ROOT is changed.
set -euo pipefail

if [ -z "${SEEDBANK_OWN_MOUNTS:-}" ]; then
    SEEDBANK_OWN_MOUNTS=yes exec unshare --mount --pid --fork "$0" "$@"
fi

root=$(readlink -f "$1")
target=$(cd "$(dirname "$0")/../../target" && pwd -P)
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"

bare() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C "$@"; }
fail() {
    echo "bare-root: $1" >&2
    exit 1
}
# All files but those that every use of a system changes.
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/dpkg -o -path ./root \) -prune -o -print) | sort; }
# Version, the demo, and a unit for the node; the arguments are the program.
works() {
    bare "$@" --version | grep -q '^seedbank [0-9]' || fail "'$* --version' does not say the version"
    local began=$SECONDS
    bare "$@" demo | grep -q '^the demo passed' || fail "the demo did not pass"
    echo "bare-root: the demo took $((SECONDS - began)) s"
    bare "$@" node install >/dev/null
    grep -q ExecStart "$root/root/.config/systemd/user/seedbank.service" || fail "no unit was written"
    bare "$@" node uninstall
    bare "$@" doctor | grep -q '^ok *signals' || fail "libjsig is not loaded"
}

echo "bare-root: the archive with its own Java"
! bare sh -c 'command -v java' || fail "there is a Java in the root already"
tar -xzf "$target"/seedbank-*-linux-x86_64.tar.gz -C "$root/opt"
program=$(cd "$root/opt" && echo seedbank-*)
works "/opt/$program/seedbank"
rm -rf "${root:?}/opt/$program"
echo "bare-root: all of it works"
