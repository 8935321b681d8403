package org.seedbank.integrity.repair;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.MerkleTree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;

/** Holds single pieces against a torrent's hashes: Merkle nodes (BEP 52), or SHA-1 (BEP 3) where it has none. */
final class PieceCheck {

    private final Metainfo torrent;
    private final PieceRow row;
    private final ByteBuffer block = ByteBuffer.allocate(MerkleTree.LEAF_LENGTH);

    PieceCheck(Metainfo torrent, PieceRow row) {
        this.torrent = torrent;
        this.row = row;
    }

    /** Tells whether a source has all bytes of a piece, and they are what was published. */
    boolean agrees(int piece, PieceSource source) throws InterruptedException {
        return torrent.format().hasV2()
                ? agrees(row.parts(piece).get(0), source)
                : Arrays.equals(sha1(piece, source), publishedSha1(piece));
    }

    private boolean agrees(PieceRow.Part part, PieceSource source) throws InterruptedException {
        int count = Math.toIntExact((part.length() + MerkleTree.LEAF_LENGTH - 1) / MerkleTree.LEAF_LENGTH);
        byte[] leaves = new byte[count * MerkleTree.NODE];
        for (int leaf = 0; leaf < count; leaf++) {
            if (!fill(part, part.start() + (long) leaf * MerkleTree.LEAF_LENGTH, source)) {
                return false;
            }
            byte[] digest = DigestUtils.getSha256Digest().digest(Arrays.copyOf(block.array(), block.limit()));
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
