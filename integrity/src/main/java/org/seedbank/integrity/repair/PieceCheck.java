package org.seedbank.integrity.repair;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.MerkleTree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;

/**
 * Holds single pieces against a torrent's hashes: Merkle nodes (BEP 52), or SHA-1 (BEP 3) where it has none. For one thread.
 */
public final class PieceCheck {

    private final Metainfo torrent;
    private final PieceRow row;
    private final ByteBuffer block = ByteBuffer.allocate(MerkleTree.LEAF_LENGTH);

    /** A check of the pieces of this torrent. */
    public PieceCheck(Metainfo torrent, PieceRow row) {
        this.torrent = torrent;
        this.row = row;
    }

    /** Tells whether the torrent has a hash of a piece; one from a magnet link may lack piece layers. */
    public boolean isKnown(int piece) {
        return torrent.format().hasV1()
                || row.parts(piece).stream().anyMatch(part -> torrent.hasPieceLayer(part.file()));
    }

    /**
     * Tells whether these bytes are what was published as a piece.
     *
     * @param bytes all of the row that the piece covers, with zeros where no file is
     */
    public boolean agrees(int piece, byte[] bytes) throws InterruptedException {
        long begin = (long) piece * torrent.pieceLength();
        return agrees(piece, (file, position, into) -> {
            int at = Math.toIntExact(torrent.files().get(file).offset() + position - begin);
            into.put(bytes, at, into.remaining());
            return true;
        });
    }

    /** Tells whether a source has all bytes of a piece, and they are what was published. Each byte is read once. */
    public boolean agrees(int piece, PieceSource source) throws InterruptedException {
        // Without a piece layer, only v1 can tell a piece of a file from a wrong one.
        boolean byLayer = row.parts(piece).stream().anyMatch(part -> torrent.hasPieceLayer(part.file()));
        if (byLayer) {
            return agrees(row.parts(piece).get(0), source);
        }
        return torrent.format().hasV1() && Arrays.equals(sha1(piece, source), publishedSha1(piece));
    }

    private boolean agrees(PieceRow.Part part, PieceSource source) throws InterruptedException {
        int count = Math.toIntExact((part.length() + MerkleTree.LEAF_LENGTH - 1) / MerkleTree.LEAF_LENGTH);
        byte[] leaves = new byte[count * MerkleTree.NODE];
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        for (int leaf = 0; leaf < count; leaf++) {
            if (!fill(part, part.start() + (long) leaf * MerkleTree.LEAF_LENGTH, source)) {
                return false;
            }
            sha256.update(block);
            byte[] digest = sha256.digest();
            System.arraycopy(digest, 0, leaves, leaf * MerkleTree.NODE, MerkleTree.NODE);
        }
        boolean onePiece = torrent.files().get(part.file()).length() <= torrent.pieceLength();
        long width = onePiece ? MerkleTree.widthFor(count) : torrent.pieceLength() / MerkleTree.LEAF_LENGTH;
        int at = Math.toIntExact(part.start() / torrent.pieceLength()) * MerkleTree.NODE;
        return Arrays.equals(
                MerkleTree.root(leaves, count, 0, width),
                Arrays.copyOfRange(torrent.pieceLayer(part.file()), at, at + MerkleTree.NODE));
    }

    private byte[] publishedSha1(int piece) {
        int at = piece * HashResult.SHA1;
        return Arrays.copyOfRange(torrent.v1Pieces(), at, at + HashResult.SHA1);
    }

    /** The digest of a piece, with zeros where no file is; of no bytes where the source lacks some. */
    private byte[] sha1(int piece, PieceSource source) throws InterruptedException {
        MessageDigest digest = DigestUtils.getSha1Digest();
        long at = (long) piece * torrent.pieceLength();
        long end = Math.min(torrent.rowLength(), at + torrent.pieceLength());
        for (PieceRow.Part part : row.parts(piece)) {
            long start = torrent.files().get(part.file()).offset() + part.start();
            updateWithZeros(digest, start - at);
            for (long from = part.start(); from < part.end(); from += block.limit()) {
                if (!fill(part, from, source)) {
                    return new byte[0];
                }
                digest.update(block);
            }
            at = start + part.length();
        }
        updateWithZeros(digest, end - at);
        return digest.digest();
    }

    private void updateWithZeros(MessageDigest digest, long count) {
        byte[] zeros = new byte[(int) Math.min(count, MerkleTree.LEAF_LENGTH)];
        for (long left = count; left > 0; left -= zeros.length) {
            digest.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    /** Reads the next block of a part, of 16 KiB or up to the part's end. */
    private boolean fill(PieceRow.Part part, long from, PieceSource source) throws InterruptedException {
        block.clear().limit((int) Math.min(block.capacity(), part.end() - from));
        boolean filled = source.read(part.file(), from, block);
        block.flip();
        return filled;
    }
}
