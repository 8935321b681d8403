package org.seedbank.integrity.fixity;

import java.util.BitSet;
import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Which pieces of a copy may be given to others: those of which every byte is known to be right. Numbers are those of
 * libtorrent and BEP 3.
 */
public final class SoundPieces {

    private SoundPieces() {}

    /** The pieces that hold nothing but these files, by their indexes, and padding. */
    public static BitSet within(Metainfo torrent, BitSet files) {
        BitSet sound = all(torrent);
        for (int file = 0; file < torrent.files().size(); file++) {
            TorrentFile each = torrent.files().get(file);
            if (!files.get(file) && each.length() > 0) {
                long last = each.offset() + each.length() - 1;
                sound.clear(
                        Math.toIntExact(each.offset() / torrent.pieceLength()),
                        Math.toIntExact(last / torrent.pieceLength()) + 1);
            }
        }
        return sound;
    }

    /**
     * The pieces that a verification leaves in good standing.
     *
     * @param report of a verification of some files, or all
     * @param believed indexes of files that were not chosen in it and are known to be right
     */
    public static BitSet of(Metainfo torrent, FixityReport report, BitSet believed) {
        PieceRow row = new PieceRow(torrent);
        BitSet sound = all(torrent);
        for (int file = 0; file < report.findings().size(); file++) {
            FileFinding finding = report.findings().get(file);
            boolean right = finding instanceof FileFinding.NotChosen
                    ? believed.get(file)
                    : finding instanceof FileFinding.Intact;
            if (!right) {
                sound.andNot(unsound(row, file, finding));
            }
        }
        return sound;
    }

    private static BitSet all(Metainfo torrent) {
        BitSet all = new BitSet();
        all.set(0, Math.toIntExact(torrent.pieceCount()));
        return all;
    }

    /** Where it is not known which bytes of a file are wrong, all of them may be. */
    private static BitSet unsound(PieceRow row, int file, FileFinding finding) {
        boolean known = finding instanceof FileFinding.WrongLength
                || !finding.unproven().isEmpty();
        return known ? pieces(row, file, finding.unproven()) : row.pieces(file);
    }

    private static BitSet pieces(PieceRow row, int file, List<ByteRange> ranges) {
        BitSet pieces = new BitSet();
        ranges.forEach(range -> pieces.or(row.pieces(file, range)));
        return pieces;
    }
}
