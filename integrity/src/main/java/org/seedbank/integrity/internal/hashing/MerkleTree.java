package org.seedbank.integrity.internal.hashing;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The Merkle trees of BEP 52: binary, SHA-256, over leaves of 16 KiB. Nodes are kept as 32 bytes each in a row. A row
 * is filled up to a power of two with the node that stands for data past the end of the file.
 */
public final class MerkleTree {

    /** Bytes of a file under one leaf. */
    public static final int LEAF_LENGTH = 16 << 10;

    /** Bytes of a node. */
    public static final int NODE = 32;

    private static final List<byte[]> PADDING = padding();

    private MerkleTree() {}

    private static List<byte[]> padding() {
        List<byte[]> nodes = new ArrayList<>();
        nodes.add(new byte[NODE]);
        for (int height = 1; height < Long.SIZE; height++) {
            MessageDigest digest = DigestUtils.getSha256Digest();
            digest.update(nodes.get(height - 1));
            nodes.add(digest.digest(nodes.get(height - 1)));
        }
        return List.copyOf(nodes);
    }

    /**
     * The root over a row of nodes.
     *
     * @param row nodes of one height, 32 bytes each, at least one; not changed
     * @param count number of nodes in the row
     * @param height height of the row: 0 for leaves
     * @param width nodes the row has when filled up, a power of two not below {@code count}
     */
    public static byte[] root(byte[] row, int count, int height, long width) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        byte[] nodes = row.clone();
        int nodeCount = count;
        int level = height;
        for (long left = width; left > 1; left /= 2) {
            nodeCount = parents(nodes, nodeCount, PADDING.get(level), digest);
            level++;
        }
        byte[] root = new byte[NODE];
        System.arraycopy(nodes, 0, root, 0, NODE);
        return root;
    }

    private static int parents(byte[] nodes, int count, byte[] padding, MessageDigest digest) {
        int parents = (count + 1) / 2;
        for (int i = 0; i < parents; i++) {
            digest.update(nodes, 2 * i * NODE, NODE);
            if (2 * i + 1 < count) {
                digest.update(nodes, (2 * i + 1) * NODE, NODE);
            } else {
                digest.update(padding);
            }
            // The children of this place and of those before it have been taken in.
            digestInto(digest, nodes, i * NODE);
        }
        return parents;
    }

    private static void digestInto(MessageDigest digest, byte[] nodes, int offset) {
        try {
            digest.digest(nodes, offset, NODE);
        } catch (DigestException e) {
            throw new IllegalStateException("no room for a node at " + offset, e);
        }
    }

    /** The smallest power of two that is not below {@code n}, for n of at least 1. */
    public static long widthFor(long n) {
        return n <= 1 ? 1 : Long.highestOneBit(n - 1) << 1;
    }

    /** Height of the nodes that stand for whole pieces: 0 for pieces of 16 KiB. */
    public static int pieceHeight(int pieceLength) {
        return Integer.numberOfTrailingZeros(pieceLength / LEAF_LENGTH);
    }

    /**
     * The root of a file from its piece layer.
     *
     * @param layer nodes of the file's pieces, more than one
     * @param pieceLength bytes in a piece, a power of two from 16 KiB
     */
    public static byte[] rootOfLayer(byte[] layer, int pieceLength) {
        int count = layer.length / NODE;
        return root(layer, count, pieceHeight(pieceLength), widthFor(count));
    }
}
