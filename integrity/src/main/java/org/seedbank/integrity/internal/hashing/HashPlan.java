package org.seedbank.integrity.internal.hashing;

import java.util.List;

/**
 * What the pipeline is to read and which digests it is to compute. Gaps between items in the row are zeros that are
 * never read.
 *
 * @param items the files in the order of the row
 * @param pieceLength bytes in a piece; a power of two from 16 KiB where {@code merkle}
 * @param rowLength bytes in the row of files and padding, not below the end of the last item
 * @param v1Pieces whether to compute the SHA-1 of each piece of the row
 * @param merkle whether to compute the Merkle node of each piece of each file
 * @param fileDigests whether to compute the SHA-256 of each file
 */
public record HashPlan(
        List<HashItem> items, int pieceLength, long rowLength, boolean v1Pieces, boolean merkle, boolean fileDigests) {

    /** Copies the items. */
    public HashPlan {
        items = List.copyOf(items);
    }

    /** Whether a place in the row is neither the beginning nor the end of a piece. */
    boolean isInsidePiece(long position) {
        return position % pieceLength != 0 && position != rowLength;
    }
}
