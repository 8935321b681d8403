package org.seedbank.node.detail;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk on which datasets of a node lie, at one moment.
 *
 * @param disk where its file system is mounted
 * @param datasets how many lie there, or will
 * @param held bytes of theirs that are there; those of two that overlap count twice
 * @param free bytes that may still be written there; absent where the disk does not answer
 * @param size bytes that it holds altogether; absent where it does not answer
 */
public record DiskUse(Path disk, int datasets, long held, Optional<Long> free, Optional<Long> size) {}
