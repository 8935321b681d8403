package org.seedbank.integrity.dataset;

import java.util.List;

/**
 * Bytes in a piece of a torrent that is made here.
 *
 * @param bytes a power of two from 16 KiB to 16 MiB
 */
public record PieceLength(int bytes) {

    /** Smallest piece length: a leaf of BEP 52. */
    public static final int MIN = 16 << 10;

    /** Largest piece length: what current clients accept. */
    public static final int MAX = 16 << 20;

    /** Enough pieces that many peers can share the work, few enough that the torrent stays small. */
    private static final int FEWEST_PIECES = 1024;

    /** More pieces than this are accepted to save padding only while files, not pieces, set the number. */
    private static final int MANY_PIECES = 4096;

    /** Throws {@link IllegalArgumentException} when the length is no power of two from 16 KiB to 16 MiB. */
    public PieceLength {
        if (bytes < MIN || bytes > MAX || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException(
                    "the piece length %d is not a power of two from 16 KiB to 16 MiB".formatted(bytes));
        }
    }

    /**
     * The piece length for files of these lengths: the longest that gives at least about a thousand pieces, and then
     * shorter while padding each file to whole pieces would add more than an eighth, as it does with many small files.
     *
     * @param lengths the files' lengths in bytes
     */
    public static PieceLength choose(List<Long> lengths) {
        long total = lengths.stream().mapToLong(Long::longValue).sum();
        int length = MAX;
        while (length > MIN && total / length < FEWEST_PIECES) {
            length /= 2;
        }
        while (length > MIN
                && padding(lengths, length) > total / 8
                && total / (length / 2) <= Math.max(MANY_PIECES, lengths.size())) {
            length /= 2;
        }
        return new PieceLength(length);
    }

    private static long padding(List<Long> lengths, int pieceLength) {
        return lengths.stream()
                .mapToLong(length -> Math.floorMod(-length, pieceLength))
                .sum();
    }
}
