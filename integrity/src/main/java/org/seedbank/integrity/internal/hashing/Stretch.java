package org.seedbank.integrity.internal.hashing;

import org.seedbank.integrity.files.FileStamp;

/**
 * A stretch of a file whose results are known.
 *
 * @param item the file
 * @param stamp of the file before the first of its bytes was read
 * @param from the first byte
 * @param to the byte behind the last; the file's end, or a place from which hashing can go on
 * @param state where the file's SHA-256 stands at {@code to}; null at the file's end, or when none is computed
 */
record Stretch(int item, FileStamp stamp, long from, long to, DigestState state) {}
