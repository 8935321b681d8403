package org.seedbank.swarm.internal.transfer;

import java.util.Base64;
import java.util.BitSet;

/**
 * Which pieces of a torrent are there.
 *
 * @param size pieces in the torrent
 * @param have the pieces that are there; not changed any more
 */
public record PieceSet(int size, BitSet have) {

    /** Inverse of {@link #base64}; throws {@link IllegalArgumentException} for other text. */
    static PieceSet parse(int size, String base64) {
        BitSet have = BitSet.valueOf(Base64.getDecoder().decode(base64));
        if (size < 0 || have.length() > size) {
            throw new IllegalArgumentException("more pieces than there are");
        }
        return new PieceSet(size, have);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(have.toByteArray());
    }

    /** True when all of the torrent is there. */
    boolean isWhole() {
        return have.cardinality() == size;
    }

    /** A byte for each piece, 1 where it is there: the form of libtorrent's resume data. */
    public byte[] flags() {
        byte[] flags = new byte[size];
        have.stream().forEach(piece -> flags[piece] = 1);
        return flags;
    }
}
