package org.seedbank.integrity.internal.hashing;

import java.nio.file.Path;

/**
 * A file for the pipeline.
 *
 * @param file where it lies
 * @param length the length it should have, in bytes
 * @param readable how many of its first bytes there are to read, 0 to {@code length}; the rest is taken as absent
 * @param offset where its first byte lies in the row of files and padding; not below the end of the item before it
 * @param known how many of its first bytes are not to be read, as the result has what they give: all, or a multiple of
 *     the piece length and of {@link Chunk#LENGTH}
 */
public record HashItem(Path file, long length, long readable, long offset, long known) {

    /** A file of which nothing is known. */
    public HashItem(Path file, long length, long readable, long offset) {
        this(file, length, readable, offset, 0);
    }

    HashItem withKnown(long bytes) {
        return new HashItem(file, length, readable, offset, bytes);
    }

    boolean isKnown() {
        return known > 0 && known == length;
    }
}
