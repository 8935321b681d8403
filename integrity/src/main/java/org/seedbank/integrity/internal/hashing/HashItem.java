package org.seedbank.integrity.internal.hashing;

import java.nio.file.Path;

/**
 * A file for the pipeline.
 *
 * @param file where it lies
 * @param length the length it should have, in bytes
 * @param readable how many of its first bytes there are to read, 0 to {@code length}; the rest is taken as absent
 * @param offset where its first byte lies in the row of files and padding; not below the end of the item before it
 */
public record HashItem(Path file, long length, long readable, long offset) {}
