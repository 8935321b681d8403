package org.seedbank.integrity.fixity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.MerkleTree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** Holds computed digests against a torrent's and says what that means for each file. */
final class DigestComparison {

    private final Metainfo torrent;
    private final HashResult result;
    private final FileDigests digests;

    DigestComparison(Metainfo torrent, HashResult result, FileDigests digests) {
        this.torrent = torrent;
        this.result = result;
        this.digests = digests;
    }

    /** The verdict on a file that was read whole. */
    FileFinding finding(int index) {
        TorrentFile file = torrent.files().get(index);
        Pieces pieces = pieces(index);
        boolean compared = digests.found(index).isPresent() && file.digest().isPresent();
        boolean digestAgrees = compared && digests.found(index).equals(digests.expected(index));
        if (compared && !digestAgrees) {
            List<ByteRange> suspects = badRanges(index);
            List<ByteRange> ranges = suspects.isEmpty() ? List.of(new ByteRange(0, file.length())) : suspects;
            return new FileFinding.Damaged(file.path(), file.length(), ranges);
        }
        List<ByteRange> bad = digestAgrees ? pieces.badInside : pieces.bad;
        if (!bad.isEmpty()) {
            return new FileFinding.Damaged(file.path(), file.length(), bad);
        }
        if (!digestAgrees && !pieces.unknown.isEmpty()) {
            return new FileFinding.NotVerified(
                    file.path(), file.length(), "it shares a piece with a file that is absent or was not chosen");
        }
        return new FileFinding.Intact(file.path(), file.length());
    }

    /** Stretches of a file that differ or could not be compared. */
    List<ByteRange> badRanges(int index) {
        Pieces pieces = pieces(index);
        List<ByteRange> all = new ArrayList<>(pieces.bad);
        all.addAll(pieces.unknown);
        all.sort((a, b) -> Long.compare(a.start(), b.start()));
        List<ByteRange> joined = new ArrayList<>();
        all.forEach(range -> ByteRange.append(joined, range.start(), range.end()));
        return joined;
    }

    /** Tells whether nothing of a file's bytes could be compared. */
    boolean isUnread(int index) {
        TorrentFile file = torrent.files().get(index);
        return pieces(index).unknown.equals(List.of(new ByteRange(0, file.length())));
    }

    /** Describes what the pieces say about a file, as stretches of it. */
    private static final class Pieces {
        /** Differ. */
        final List<ByteRange> bad = new ArrayList<>();

        /** Differ, and hold no byte of another file that could be the reason. */
        final List<ByteRange> badInside = new ArrayList<>();

        /** Were not hashed, as bytes of them are absent. */
        final List<ByteRange> unknown = new ArrayList<>();
    }

    private Pieces pieces(int index) {
        return torrent.format().hasV2()
                ? piecesV2(index)
                : piecesV1(torrent.files().get(index));
    }

    private Pieces piecesV2(int index) {
        Pieces pieces = new Pieces();
        long length = torrent.files().get(index).length();
        byte[] expected = torrent.pieceLayer(index);
        byte[] found = result.pieceLayer(index);
        for (int piece = 0; piece < expected.length / MerkleTree.NODE; piece++) {
            long start = (long) piece * torrent.pieceLength();
            long end = Math.min(length, start + torrent.pieceLength());
            if (result.piecesUnread(index).get(piece)) {
                ByteRange.append(pieces.unknown, start, end);
            } else if (!sameAt(expected, found, piece, MerkleTree.NODE)) {
                ByteRange.append(pieces.bad, start, end);
                ByteRange.append(pieces.badInside, start, end);
            }
        }
        return pieces;
    }

    private Pieces piecesV1(TorrentFile file) {
        Pieces pieces = new Pieces();
        long fileEnd = file.offset() + file.length();
        if (file.length() == 0) {
            return pieces;
        }
        int pieceLength = torrent.pieceLength();
        for (long piece = file.offset() / pieceLength; piece * pieceLength < fileEnd; piece++) {
            long pieceStart = piece * pieceLength;
            long pieceEnd = Math.min(torrent.rowLength(), pieceStart + pieceLength);
            long start = Math.max(pieceStart, file.offset()) - file.offset();
            long end = Math.min(pieceEnd, fileEnd) - file.offset();
            int index = (int) piece;
            if (result.v1PiecesUnread().get(index)) {
                ByteRange.append(pieces.unknown, start, end);
            } else if (!sameAt(torrent.v1Pieces(), result.v1Pieces(), index, HashResult.SHA1)) {
                ByteRange.append(pieces.bad, start, end);
                if (pieceStart >= file.offset() && pieceEnd <= fileEnd) {
                    ByteRange.append(pieces.badInside, start, end);
                }
            }
        }
        return pieces;
    }

    private static boolean sameAt(byte[] expected, byte[] found, int index, int size) {
        int from = index * size;
        return Arrays.equals(expected, from, from + size, found, from, from + size);
    }
}
