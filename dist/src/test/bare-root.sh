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
began=$SECONDS
tar -xzf "$target"/seedbank-*-linux-x86_64.tar.gz -C "$root/opt"
program=$(cd "$root/opt" && echo seedbank-*)
works "/opt/$program/seedbank"
echo "bare-root: $((SECONDS - began)) s from unpacking to the end of all that"
rm -rf "${root:?}/opt/$program"

echo "bare-root: the Debian package"
package=$(cd "$target" && echo seedbank_*_amd64.deb)
older=$(mktemp -d)
trap 'rm -rf "$older"' EXIT
# The version before, as far as dpkg can tell.
dpkg-deb -R "$target/$package" "$older/files"
sed -i 's/^Version: .*/Version: 0.0.1/' "$older/files/DEBIAN/control"
touch "$older/files/usr/lib/seedbank/lib/gone.jar"
dpkg-deb --root-owner-group -b "$older/files" "$root/tmp/older.deb" >/dev/null
cp "$target/$package" "$root/tmp/"
if ! bare dpkg-query --show openjdk-17-jre-headless >/dev/null 2>&1; then
    cp /etc/resolv.conf "$root/etc/"
    bare apt-get -q update
    bare env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends openjdk-17-jre-headless
fi
files >"$older/before"
began=$SECONDS
bare apt-get -q -y install /tmp/older.deb
echo "bare-root: installed in $((SECONDS - began)) s"
# A node that runs while its program is replaced goes on, answers, and is started anew by the new one.
trap 'bare seedbank node stop >/dev/null 2>&1 || true; rm -rf "$older"' EXIT
bare seedbank node start >/dev/null
node=$(bare seedbank node status --json | tr -d ' \n' | sed 's/.*"pid":\([0-9]*\).*/\1/')
bare apt-get -q -y install "/tmp/$package" | grep "node restart" || fail "an upgrade does not say what becomes of nodes"
[ ! -e "$root/usr/lib/seedbank/lib/gone.jar" ] || fail "the upgrade left a file of the version before"
[ -e "$root/proc/$node" ] || fail "the node has ended with the upgrade"
bare seedbank node status | grep -q "process $node" || fail "the node does not answer after the upgrade"
bare seedbank node restart >/dev/null || fail "the node cannot be started anew after the upgrade"
bare seedbank node status | grep -q "process $node" && fail "it is the same node after a restart"
bare seedbank node stop >/dev/null
works seedbank
bare apt-get -q -y purge seedbank
files >"$older/after"
diff "$older/before" "$older/after" || fail "the package left something behind"
rm -f "$root/tmp/older.deb" "$root/tmp/$package"
echo "bare-root: all of it works"
