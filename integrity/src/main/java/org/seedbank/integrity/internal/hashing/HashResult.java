package org.seedbank.integrity.internal.hashing;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.seedbank.integrity.DigestAlgorithm;

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
    private final Map<DigestAlgorithm, byte[]> fileDigests = new EnumMap<>(DigestAlgorithm.class);
    private final BitSet filesUnread = new BitSet();
    private final byte[][] pieceLayers;
    private final BitSet[] piecesUnread;

    HashResult(HashPlan plan) {
        this.plan = plan;
        int files = plan.items().size();
        this.v1Pieces = new byte[plan.v1Pieces() ? SHA1 * pieces(plan.rowLength()) : 0];
        for (DigestAlgorithm algorithm : plan.fileAlgorithms()) {
            fileDigests.put(algorithm, new byte[Math.multiplyExact(algorithm.bytes(), files)]);
        }
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

    /** The digest of an item, a fresh array; the plan asked for the algorithm. */
    public byte[] fileDigest(DigestAlgorithm algorithm, int item) {
        int at = item * algorithm.bytes();
        return Arrays.copyOfRange(fileDigests.get(algorithm), at, at + algorithm.bytes());
    }

    /** Ends a computation and keeps what it gave. */
    void setFileDigest(DigestAlgorithm algorithm, int item, MessageDigest digest) {
        byte[] digests = fileDigests.get(algorithm);
        int at = item * algorithm.bytes();
        try {
            digest.digest(digests, at, algorithm.bytes());
        } catch (DigestException e) {
            throw new IllegalStateException("no room for the digest of item " + item, e);
        }
        if (algorithm == DigestAlgorithm.SHA256 && plan.digestIsRoot(item)) {
            System.arraycopy(digests, at, pieceLayers[item], 0, pieceLayers[item].length);
        }
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
