package org.seedbank.integrity.internal.hashing;

import java.util.BitSet;

/**
 * The digests of a run. Written by the pipeline's workers at places that no two of them share; the bit sets under their
 * own monitor. Read after the run has ended.
 */
public final class HashResult {

    /** Bytes of a v1 piece hash. */
    public static final int SHA1 = 20;

    private final HashPlan plan;
    private final byte[] v1Pieces;
    private final BitSet v1PiecesUnread = new BitSet();
    private final byte[] fileDigests;
    private final BitSet filesUnread = new BitSet();
    private final byte[][] pieceLayers;
    private final BitSet[] piecesUnread;

    HashResult(HashPlan plan) {
        this.plan = plan;
        int files = plan.items().size();
        this.v1Pieces = new byte[plan.v1Pieces() ? SHA1 * pieces(plan.rowLength()) : 0];
        this.fileDigests = new byte[plan.fileDigests() ? MerkleTree.NODE * files : 0];
        this.pieceLayers = new byte[plan.merkle() ? files : 0][];
        this.piecesUnread = new BitSet[plan.merkle() ? files : 0];
        for (int i = 0; i < pieceLayers.length; i++) {
            pieceLayers[i] =
                    new byte[MerkleTree.NODE * pieces(plan.items().get(i).length())];
            piecesUnread[i] = new BitSet(0);
        }
    }

    private int pieces(long bytes) {
        return Math.toIntExact((bytes + plan.pieceLength() - 1) / plan.pieceLength());
    }

    /** Bytes in the row of files and padding. */
    public long rowLength() {
        return plan.rowLength();
    }

    /** SHA-1 of each piece of the row, 20 bytes each. */
    public byte[] v1Pieces() {
        return v1Pieces;
    }

    /** Pieces of the row that hold absent bytes, and so have no hash. */
    public BitSet v1PiecesUnread() {
        return v1PiecesUnread;
    }

    /** SHA-256 of each file, 32 bytes each in the order of the items. */
    public byte[] fileDigests() {
        return fileDigests;
    }

    /** Files with absent bytes, which so have no digest. */
    public BitSet filesUnread() {
        return filesUnread;
    }

    /** The Merkle nodes of a file's pieces, 32 bytes each; the root where the file is not longer than a piece. */
    public byte[] pieceLayer(int item) {
        return pieceLayers[item];
    }

    /** Pieces of a file that hold absent bytes, and so have no node. */
    public BitSet piecesUnread(int item) {
        return piecesUnread[item];
    }

    static void mark(BitSet unread, long index, long count) {
        synchronized (unread) {
            unread.set(Math.toIntExact(index), Math.toIntExact(index + count));
        }
    }
}
