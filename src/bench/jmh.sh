#!/usr/bin/env bash
# Micro-benchmarks of the inner loops with JMH, in chunks of 1 MiB per second. Arguments go to JMH, such as a pattern of
# names, or "-t 2" for two threads.
. "$(dirname "$0")/lib.sh"
jmh "$@"
