#!/usr/bin/env bash
# Starts the Drive emulator of the tests, to try things on: see src/site/building.md. Ctrl-C ends it.
# Usage: src/bench/drive-emulator.sh [--port N] [--seconds N] [--search-lag SECONDS] [--entries N]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

classes=catalog/target/test-classes:catalog/target/classes:integrity/target/classes
main=org.seedbank.catalog.drive.emulator.Main
sources=catalog/src/test/java/org/seedbank/catalog/drive/emulator
libraries=catalog/target/emulator.classpath

# Built again when a source is newer than what is built.
if [ ! -s "$libraries" ] || [ -n "$(find "$sources" -name '*.java' -newer "$libraries" -print -quit)" ]; then
    ./mvnw -q -pl catalog -am -DskipTests test-compile dependency:build-classpath \
        -Dmdep.outputFile=target/emulator.classpath -DincludeArtifactIds=gson,commons-codec >&2
    touch "$libraries"
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes:$(cat "$libraries")" "$main" "$@"
