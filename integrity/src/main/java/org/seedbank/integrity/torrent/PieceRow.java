package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.seedbank.integrity.ByteRange;

/** Which bytes of which files each piece of a torrent covers. A piece of v1 alone can cover parts of many files. */
public final class PieceRow {

    /**
     * Describes what a piece covers of a file.
     *
     * @param file index in {@link Metainfo#files()}
     * @param start its first byte in the file
     * @param end the byte after its last, greater than {@code start}
     */
    public record Part(int file, long start, long end) {

        public long length() {
            return end - start;
        }
    }

    private final Metainfo torrent;

    /** Indexes of the files that have bytes, in the order of the row. */
    private final int[] files;

    public PieceRow(Metainfo torrent) {
        this.torrent = torrent;
        this.files = IntStream.range(0, torrent.files().size())
                .filter(file -> torrent.files().get(file).length() > 0)
                .toArray();
    }

    /** The pieces that cover a stretch of a file. */
    public BitSet pieces(int file, ByteRange range) {
        BitSet pieces = new BitSet();
        long offset = torrent.files().get(file).offset();
        pieces.set(number(offset + range.start()), number(offset + range.end() - 1) + 1);
        return pieces;
    }

    /** The pieces that cover a file; none for an empty one. */
    public BitSet pieces(int file) {
        long length = torrent.files().get(file).length();
        return length == 0 ? new BitSet() : pieces(file, new ByteRange(0, length));
    }

    private int number(long position) {
        return Math.toIntExact(position / torrent.pieceLength());
    }

    /** Returns what a piece covers, in the order of the row; never empty for a piece that covers more than padding. */
    public List<Part> parts(int piece) {
        List<Part> parts = new ArrayList<>();
        for (int i = firstEndingBehind((long) piece * torrent.pieceLength()); i < files.length; i++) {
            if (torrent.files().get(files[i]).offset() >= end(piece)) {
                break;
            }
            parts.add(part(piece, files[i]));
        }
        return parts;
    }

    /** Returns what a piece covers of a file that it reaches into. */
    public Part part(int piece, int file) {
        TorrentFile covered = torrent.files().get(file);
        long start = Math.max(0, (long) piece * torrent.pieceLength() - covered.offset());
        long end = Math.min(covered.length(), end(piece) - covered.offset());
        return new Part(file, start, end);
    }

    private long end(int piece) {
        return (piece + 1L) * torrent.pieceLength();
    }

    private int firstEndingBehind(long position) {
        int low = 0;
        int high = files.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            TorrentFile file = torrent.files().get(files[middle]);
            if (file.offset() + file.length() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Bytes of files that a piece covers, without padding. */
    public long dataBytes(int piece) {
        return parts(piece).stream().mapToLong(Part::length).sum();
    }
}
