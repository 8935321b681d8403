package org.seedbank.swarm.webseed;

import java.util.Arrays;

/** A piece that is being read: what the row of files and padding has there, zeros where no file is. For one thread at a time. */
public final class PieceBuffer {

    private final int piece;
    private final byte[] bytes;
    private int filled;

    /**
     * An empty one.
     *
     * @param piece its number
     * @param length its bytes in the row
     */
    public PieceBuffer(int piece, int length) {
        this(piece, new byte[length]);
    }

    /**
     * An empty one in a room that was used before.
     *
     * @param piece its number
     * @param room as long as the piece is in the row; what it has is overwritten
     */
    public PieceBuffer(int piece, byte[] room) {
        this.piece = piece;
        this.bytes = room;
    }

    /** The number of the piece. */
    public int piece() {
        return piece;
    }

    /** Its bytes, of which the first {@link #filled} are there. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many are there, padding among them. */
    public int filled() {
        return filled;
    }

    /** Counts in bytes of files that were put there. */
    void fillTo(int end) {
        filled = end;
    }

    /** Puts zeros there, where no file is. */
    void padTo(int end) {
        Arrays.fill(bytes, filled, end, (byte) 0);
        filled = end;
    }
}
