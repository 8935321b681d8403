package org.seedbank.integrity.internal.hashing;

import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The Merkle nodes of the pieces of files (BEP 52). A chunk holds whole pieces, or whole subtrees of a piece that is
 * longer than a chunk; those are put together when the last of them is there.
 */
final class LeafStep {

    private record PieceKey(int item, long piece) {}

    /** Nodes of a piece's subtrees that are there so far. Guarded by its own monitor. */
    private static final class Assembly {
        final byte[] nodes;
        int missing;
        boolean spoiled;

        Assembly(int count) {
            nodes = new byte[count * MerkleTree.NODE];
            missing = count;
        }
    }

    private final HashPlan plan;
    private final HashResult result;
    private final int unitLength;
    private final Map<PieceKey, Assembly> assemblies = new ConcurrentHashMap<>();

    LeafStep(HashPlan plan, HashResult result) {
        this.plan = plan;
        this.result = result;
        this.unitLength = Math.min(plan.pieceLength(), Chunk.LENGTH);
    }

    /** Hashes a chunk and returns null, as nothing goes on in the next one. */
    Chunk.Carry hash(Chunk chunk) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        BlockDigests blocks = BlockDigests.sequential(digest);
        byte[] leaves = new byte[unitLength / MerkleTree.LEAF_LENGTH * MerkleTree.NODE];
        for (Chunk.Segment segment : chunk.segments) {
            long at = isHashedAlready(segment) ? segment.length : 0;
            while (at < segment.length) {
                long absent = at < segment.present ? 0 : absentPieces(segment, at);
                if (absent > 0) {
                    at += absent * plan.pieceLength();
                } else {
                    unit(chunk, segment, at, blocks, leaves);
                    at += unitLength;
                }
            }
        }
        return null;
    }

    /** Tells whether the file's digest is its root; where bytes are absent, only this step says so. */
    private boolean isHashedAlready(Chunk.Segment segment) {
        return segment.present == segment.length && plan.digestIsRoot(segment.item);
    }

    /** Marks whole pieces at once where nothing is left to read: a torrent may claim petabytes that are not there. */
    private long absentPieces(Chunk.Segment segment, long at) {
        long start = segment.fileOffset + at;
        long end = segment.fileOffset + segment.length;
        if (start % plan.pieceLength() != 0) {
            return 0;
        }
        boolean last = end == plan.items().get(segment.item).length();
        long pieces = (end - start + (last ? plan.pieceLength() - 1 : 0)) / plan.pieceLength();
        HashResult.mark(result.piecesUnread(segment.item), start / plan.pieceLength(), pieces);
        return pieces;
    }

    private void unit(Chunk chunk, Chunk.Segment segment, long at, BlockDigests blocks, byte[] leaves) {
        long fileOffset = segment.fileOffset + at;
        int length = (int) Math.min(unitLength, segment.length - at);
        if (at + length > segment.present) {
            place(segment.item, fileOffset, null);
            return;
        }
        int count =
                blocks.sha256(chunk.buffer, segment.bufferOffset + (int) at, length, MerkleTree.LEAF_LENGTH, leaves, 0);
        boolean wholeFile = plan.items().get(segment.item).length() <= unitLength;
        long width = wholeFile ? MerkleTree.widthFor(count) : unitLength / MerkleTree.LEAF_LENGTH;
        place(segment.item, fileOffset, MerkleTree.root(leaves, count, 0, width));
    }

    /** Puts a unit's node in its place; null stands for a unit with absent bytes. */
    private void place(int item, long fileOffset, byte[] node) {
        long piece = fileOffset / plan.pieceLength();
        long pieceBytes = Math.min(plan.pieceLength(), plan.items().get(item).length() - piece * plan.pieceLength());
        int units = (int) ((pieceBytes + unitLength - 1) / unitLength);
        if (units == 1 && unitLength == plan.pieceLength()) {
            store(item, piece, node);
            return;
        }
        PieceKey key = new PieceKey(item, piece);
        Assembly assembly = assemblies.computeIfAbsent(key, k -> new Assembly(units));
        int index = (int) (fileOffset % plan.pieceLength() / unitLength);
        synchronized (assembly) {
            if (node == null) {
                assembly.spoiled = true;
            } else {
                System.arraycopy(node, 0, assembly.nodes, index * MerkleTree.NODE, MerkleTree.NODE);
            }
            if (--assembly.missing > 0) {
                return;
            }
        }
        assemblies.remove(key);
        store(item, piece, assembly.spoiled ? null : assembled(item, assembly, units));
    }

    private byte[] assembled(int item, Assembly assembly, int units) {
        long length = plan.items().get(item).length();
        long width = plan.pieceLength() / unitLength;
        if (length <= plan.pieceLength()) {
            width = MerkleTree.widthFor(units);
        }
        return MerkleTree.root(assembly.nodes, units, MerkleTree.pieceHeight(unitLength), width);
    }

    private void store(int item, long piece, byte[] node) {
        if (node == null) {
            HashResult.mark(result.piecesUnread(item), piece, 1);
        } else {
            System.arraycopy(node, 0, result.pieceLayer(item), (int) piece * MerkleTree.NODE, MerkleTree.NODE);
        }
    }
}
