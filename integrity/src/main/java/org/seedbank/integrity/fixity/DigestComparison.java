package org.seedbank.integrity.fixity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.MerkleTree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFile;

/** Holds computed digests against a torrent's and says what that means for each file. */
final class DigestComparison {

    private final Metainfo torrent;
    private final HashResult result;
    private final FileDigests digests;
    private final IntFunction<Optional<String>> absence;

    /**
     * A comparison of what a run has computed.
     *
     * @param absence tells of a file, by its index, why bytes of it are absent, such as {@code is missing}
     */
    DigestComparison(Metainfo torrent, HashResult result, FileDigests digests, IntFunction<Optional<String>> absence) {
        this.absence = absence;
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
            return damagedSomewhere(file, pieces);
        }
        List<ByteRange> bad = digestAgrees ? pieces.badInside : pieces.bad;
        if (!bad.isEmpty()) {
            List<ByteRange> undecided = digestAgrees ? List.of() : pieces.unknown;
            return new FileFinding.Damaged(file.path(), file.length(), bad, undecided);
        }
        if (!digestAgrees && !pieces.unknown.isEmpty()) {
            return new FileFinding.NotVerified(file.path(), file.length(), whyUndecided(index), pieces.unknown);
        }
        return new FileFinding.Intact(file.path(), file.length());
    }

    /** What is wrong with a file whose digest differs is where its pieces differ, else where they say nothing. */
    private static FileFinding damagedSomewhere(TorrentFile file, Pieces pieces) {
        if (!pieces.bad.isEmpty()) {
            return new FileFinding.Damaged(file.path(), file.length(), pieces.bad, pieces.unknown);
        }
        List<ByteRange> ranges = pieces.unknown.isEmpty() ? List.of(new ByteRange(0, file.length())) : pieces.unknown;
        return new FileFinding.Damaged(file.path(), file.length(), ranges);
    }

    /** The verdict on a file that is not as long as it was published. */
    FileFinding wrongLength(int index, long foundLength) {
        TorrentFile file = torrent.files().get(index);
        Pieces pieces = pieces(index);
        List<ByteRange> lacking = new ArrayList<>();
        List<ByteRange> undecided = new ArrayList<>();
        for (ByteRange range : pieces.unknown) {
            // The pieces in which bytes of the file itself are absent are joined with those behind them.
            long cut = Math.min(range.end(), Math.max(range.start(), pieceStart(index, foundLength)));
            if (cut > range.start()) {
                undecided.add(new ByteRange(range.start(), cut));
            }
            if (cut < range.end()) {
                lacking.add(new ByteRange(cut, range.end()));
            }
        }
        return new FileFinding.WrongLength(
                file.path(), file.length(), foundLength, ByteRange.union(pieces.bad, lacking), undecided);
    }

    /** Where the piece begins, in the file, that has the byte at this place. */
    private long pieceStart(int index, long place) {
        boolean byItself = torrent.hasPieceLayer(index) || !torrent.format().hasV1();
        long inRow = byItself ? 0 : torrent.files().get(index).offset();
        return Math.max(0, (inRow + place) / torrent.pieceLength() * torrent.pieceLength() - inRow);
    }

    /** Names a neighbour of which bytes are absent in a piece that the file has a part of. */
    private String whyUndecided(int index) {
        PieceRow row = new PieceRow(torrent);
        return row.pieces(index).stream()
                .filter(piece -> result.v1PiecesUnread().get(piece))
                .boxed()
                .flatMap(piece -> row.parts(piece).stream())
                .map(PieceRow.Part::file)
                .filter(file -> file != index)
                .flatMap(file -> absence
                        .apply(file)
                        .map(why -> "it shares a piece with '%s', which %s"
                                .formatted(torrent.files().get(file).path(), why))
                        .stream())
                .findFirst()
                .orElse("it shares a piece with a file that is absent or was not chosen");
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
        if (torrent.hasPieceLayer(index)) {
            return piecesV2(index);
        }
        if (!torrent.format().hasV1()) {
            return wholeFile(index);
        }
        Pieces v1 = piecesV1(torrent.files().get(index));
        if (!torrent.format().hasV2() || !result.piecesUnread(index).isEmpty()) {
            return v1;
        }
        // The root has the last word, as it has where there are piece layers; v1 pieces tell where the damage is.
        Pieces whole = wholeFile(index);
        return whole.bad.isEmpty() || v1.bad.isEmpty() ? whole : v1;
    }

    /** Tells whether v1 pieces were computed of a hybrid's file and are not those that the torrent has. */
    boolean differsFromV1(int index) {
        return torrent.format().hasV2()
                && result.v1Pieces().length > 0
                && !piecesV1(torrent.files().get(index)).bad.isEmpty();
    }

    /** Without its piece layer, a v2 file is one stretch, which makes its root or does not. */
    private Pieces wholeFile(int index) {
        Pieces pieces = new Pieces();
        TorrentFile file = torrent.files().get(index);
        ByteRange whole = new ByteRange(0, file.length());
        if (!result.piecesUnread(index).isEmpty()) {
            pieces.unknown.add(whole);
        } else if (!Arrays.equals(
                MerkleTree.rootOfLayer(result.pieceLayer(index), torrent.pieceLength()),
                file.piecesRoot().orElseThrow().bytes())) {
            pieces.bad.add(whole);
            pieces.badInside.add(whole);
        }
        return pieces;
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
