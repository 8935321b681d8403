package org.seedbank.integrity.repair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.fixity.CopyLocation;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;

/**
 * Describes what a repair has to do, by what a verification found: which files can be mended, and which pieces that
 * takes.
 */
public final class RepairPlan {

    private final Metainfo torrent;
    private final Path root;
    private final PieceRow row;
    private final BitSet files = new BitSet();
    private final BitSet pieces = new BitSet();
    private final List<FileRepair> impossible = new ArrayList<>();
    private KeptFiles kept = KeptFiles.NONE;

    private RepairPlan(Metainfo torrent, Path root) {
        this.torrent = torrent;
        this.root = root;
        this.row = new PieceRow(torrent);
    }

    /**
     * The plan for a copy that was verified just now. It looks at the places of damaged files, and leaves out those that
     * it may not read and those where a link or something else than a file is in the way.
     *
     * @throws IntegrityException.CannotRead when the copy is gone
     */
    public static RepairPlan of(Metainfo torrent, FixityReport report) {
        RepairPlan plan = new RepairPlan(torrent, CopyLocation.real(report.root()));
        for (int i = 0; i < report.findings().size(); i++) {
            plan.add(i, report.findings().get(i));
        }
        if (!torrent.format().hasV2()) {
            plan.addNeighbours(report);
        }
        return plan;
    }

    /** This plan, such that the old form of these files is kept beside the mended one. */
    public RepairPlan keeping(KeptFiles files) {
        kept = files;
        return this;
    }

    KeptFiles kept() {
        return kept;
    }

    private void add(int file, FileFinding finding) {
        if (finding instanceof FileFinding.Damaged damaged) {
            add(file, pieces(file, damaged.unproven()));
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            add(file, pieces(file, wrong.unproven()));
        } else if (finding instanceof FileFinding.Missing || finding instanceof FileFinding.Unreadable) {
            // Of a file whose reading failed somewhere it is not known where.
            add(file, row.pieces(file));
        }
    }

    private BitSet pieces(int file, List<ByteRange> ranges) {
        BitSet covering = new BitSet();
        ranges.forEach(range -> covering.or(row.pieces(file, range)));
        return covering;
    }

    private void add(int file, BitSet damaged) {
        DatasetPath path = torrent.files().get(file).path();
        try {
            place(file)
                    .obstacle()
                    .ifPresentOrElse(
                            reason -> impossible.add(new FileRepair.NotMended(path, reason)),
                            () -> take(file, damaged));
        } catch (IllegalArgumentException e) {
            impossible.add(new FileRepair.NotMended(path, e.getMessage()));
        }
    }

    private void take(int file, BitSet damaged) {
        files.set(file);
        pieces.or(damaged);
    }

    /** A file of which nothing is known, as it shares a piece with a damaged one, may turn out to be damaged there. */
    private void addNeighbours(FixityReport report) {
        BitSet damaged = (BitSet) pieces.clone();
        for (int i = 0; i < report.findings().size(); i++) {
            boolean unknown = report.findings().get(i) instanceof FileFinding.NotVerified;
            if (unknown
                    && row.pieces(i).intersects(damaged)
                    && place(i).obstacle().isEmpty()) {
                files.set(i);
            }
        }
    }

    FilePlace place(int file) {
        return FilePlace.of(torrent, root, torrent.files().get(file));
    }

    Metainfo torrent() {
        return torrent;
    }

    PieceRow row() {
        return row;
    }

    /** The copy that is to be mended, free of links. */
    public Path root() {
        return root;
    }

    /** Files to mend, by their indexes. */
    BitSet files() {
        return files;
    }

    /** Files that cannot be mended, whatever a source has. */
    List<FileRepair> impossible() {
        return impossible;
    }

    /** Numbers of the pieces that are needed, as libtorrent and BEP 3 count them; must not be changed. */
    public BitSet pieces() {
        return pieces;
    }

    /** Bytes of files in the pieces that are needed, without padding. */
    public long bytes() {
        return pieces.stream().mapToLong(row::dataBytes).sum();
    }

    /** Bytes that are put together beside the files: the published lengths of all files to mend. */
    public long bytesToWrite() {
        return files.stream()
                .mapToLong(file -> torrent.files().get(file).length())
                .sum();
    }
}
