#!/bin/sh
# Makes a container image of the archive that brings its own Java, for 'docker load' and 'podman load': without Docker, a registry or
# the internet. Under the program lies what it needs of the system that builds: the C library, and what the launcher runs.
# Usage: image.sh ARCHIVE VERSION IMAGE. The same input gives the same bytes.
set -eu
umask 022
export LC_ALL=C

archive=$1 version=$2 image=$3
user=10001
created=2026-01-01T00:00:00Z

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
system=$work/system program=$work/program data=$work/data blobs=$work/image/blobs/sha256
libraries=usr/lib/x86_64-linux-gnu
mkdir -p "$system/usr/bin" "$system/usr/lib64" "$system/$libraries" "$system/etc" "$system/tmp" "$system/proc" "$system/dev" \
    "$program/usr/lib" "$program/usr/bin" "$data/data" "$blobs"

tar -xzf "$archive" -C "$program/usr/lib"
mv "$program/usr/lib/seedbank-$version" "$program/usr/lib/seedbank"
ln -s ../lib/seedbank/seedbank "$program/usr/bin/seedbank"
java=$program/usr/lib/seedbank/java

for each in bin lib lib64; do
    ln -s usr/$each "$system/$each"
done
chmod 1777 "$system/tmp"
for each in sh dirname readlink; do
    cp -L "$(command -v $each)" "$system/usr/bin/$each"
done
# What is linked at build time, and what the native libraries in the jars ask for.
loaded=$(ldd "$system"/usr/bin/* "$java"/bin/java "$java"/lib/*.so "$java"/lib/server/*.so | sed -n 's|^[^/]*=> \(/[^ ]*\) .*|\1|p' | grep -v "^$work" | sort -u)
c=$(dirname "$(echo "$loaded" | grep '/libc\.so\.6$')")
for each in $loaded "$c"/libm.so.6 "$c"/libdl.so.2 "$c"/libpthread.so.0 "$c"/librt.so.1; do
    cp -L "$each" "$system/$libraries/"
done
cp -L /lib64/ld-linux-x86-64.so.2 "$system/usr/lib64/"
# Their licences.
for each in libc6 libgcc-s1 libstdc++6 zlib1g dash coreutils; do
    if [ -r "/usr/share/doc/$each/copyright" ]; then
        mkdir -p "$system/usr/share/doc/$each"
        cp -L "/usr/share/doc/$each/copyright" "$system/usr/share/doc/$each/"
    fi
done
printf 'root:x:0:0:root:/:/bin/sh\nseedbank:x:%s:%s:seedbank:/data:/bin/sh\n' $user $user >"$system/etc/passwd"
printf 'root:x:0:\nseedbank:x:%s:\n' $user >"$system/etc/group"
printf 'hosts: files dns\n' >"$system/etc/nsswitch.conf"

# Packs a folder for an owner, and prints the digest by which the image has it.
layer() {
    tar --sort=name --format=ustar --mtime="$created" --owner="$2" --group="$2" --numeric-owner -cf "$work/layer" -C "$1" .
    blob "$work/layer"
}
blob() {
    digest=$(sha256sum "$1" | cut -d ' ' -f 1)
    mv "$1" "$blobs/$digest"
    echo "$digest"
}
size() { stat -c %s "$blobs/$1"; }

layers="$(layer "$system" 0) $(layer "$program" 0) $(layer "$data" $user)"
joined() { # FORMAT: each digest in it, with commas between
    separator=
    for each in $layers; do
        # shellcheck disable=SC2059 # The format is the argument.
        printf "$separator$1" "$each" "$(size "$each")"
        separator=,
    done
}

# The health check is Docker's: OCI's own form knows none, and passes over it.
cat >"$work/config" <<END
{"architecture":"amd64","os":"linux","created":"$created","config":{"User":"$user:$user","WorkingDir":"/data","Entrypoint":["/usr/bin/seedbank"],"Cmd":["node","run"],"Env":["PATH=/usr/bin","HOME=/data","SEEDBANK_HOME=/data/home"],"Volumes":{"/data":{}},"StopSignal":"SIGTERM","Healthcheck":{"Test":["CMD","/usr/bin/seedbank","node","status"],"Interval":60000000000,"Timeout":30000000000,"StartPeriod":60000000000,"Retries":3},"Labels":{"org.opencontainers.image.title":"seedbank","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":[$(joined '"sha256:%s"%.0s')]}}
END
config=$(blob "$work/config")

cat >"$work/manifest" <<END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$(size "$config")},"layers":[$(joined '{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%s}')]}
END
manifest=$(blob "$work/manifest")

cd "$work/image"
# podman names an image by the second annotation, containerd by the first.
echo '{"imageLayoutVersion":"1.0.0"}' >oci-layout
cat >index.json <<END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest","size":$(size "$manifest"),"annotations":{"io.containerd.image.name":"docker.io/library/seedbank:$version","org.opencontainers.image.ref.name":"seedbank:$version"}}]}
END
# The list that 'docker load' reads where it does not know OCI's.
cat >manifest.json <<END
[{"Config":"blobs/sha256/$config","RepoTags":["seedbank:$version"],"Layers":[$(joined '"blobs/sha256/%s"%.0s')]}]
END
cd "$OLDPWD"
tar --sort=name --format=ustar --mtime="$created" --owner=0 --group=0 --numeric-owner -cf - -C "$work/image" blobs index.json manifest.json oci-layout | gzip -6n >"$image"
