package org.seedbank.integrity.internal.hashing;

import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DigestAlgorithm;

/**
 * Describes what the pipeline is to read and which digests it is to compute. Gaps between items in the row are zeros
 * that are never read.
 *
 * @param items the files in the order of the row
 * @param pieceLength bytes in a piece; a power of two from 16 KiB where {@code merkle}
 * @param rowLength bytes in the row of files and padding, not below the end of the last item
 * @param v1Pieces whether to compute the SHA-1 of each piece of the row
 * @param merkle whether to compute the Merkle node of each piece of each file
 * @param fileAlgorithms the digests to compute of each file
 */
public record HashPlan(
        List<HashItem> items,
        int pieceLength,
        long rowLength,
        boolean v1Pieces,
        boolean merkle,
        Set<DigestAlgorithm> fileAlgorithms) {

    /** Copies items and algorithms. */
    public HashPlan {
        items = List.copyOf(items);
        fileAlgorithms = Set.copyOf(fileAlgorithms);
    }

    HashPlan withItems(List<HashItem> others) {
        return new HashPlan(others, pieceLength, rowLength, v1Pieces, merkle, fileAlgorithms);
    }

    /** Sum of the bytes that are known already. */
    long knownBytes() {
        return items.stream().mapToLong(HashItem::known).sum();
    }

    /** Tells whether each file begins a piece, so that no piece has bytes of two. */
    boolean filesBeginPieces() {
        return !v1Pieces
                || (items.get(0).offset() == 0 && items.stream().allMatch(item -> item.offset() % pieceLength == 0));
    }

    /** Where the bytes and the padding of an item end in the row. */
    long rowEnd(int item) {
        return item + 1 < items.size() ? items.get(item + 1).offset() : rowLength;
    }

    /**
     * Tells whether the digest of a file is also its only leaf and the root of its tree, so that one computation serves
     * both.
     */
    boolean digestIsRoot(int item) {
        return merkle
                && items.get(item).length() <= MerkleTree.LEAF_LENGTH
                && fileAlgorithms.contains(DigestAlgorithm.SHA256);
    }

    /** Tells whether a place in the row is neither the beginning nor the end of a piece. */
    boolean isInsidePiece(long position) {
        return position % pieceLength != 0 && position != rowLength;
    }
}
