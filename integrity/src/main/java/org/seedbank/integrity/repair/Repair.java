package org.seedbank.integrity.repair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.CopyLocation;
import org.seedbank.integrity.fixity.RepairNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Mends the damaged files of a copy with pieces of a source. A file is mended whole or stays as it is, whenever the
 * process or the system ends; what is intact is not touched, and nothing is deleted that is not seedbank's own.
 */
public final class Repair {

    private final RepairPlan plan;
    private final RepairNames names;
    private final Progress progress;
    private long bytesWritten;

    private Repair(RepairPlan plan, Progress progress) {
        this.plan = plan;
        this.names = new RepairNames(plan.torrent(), plan.root());
        this.progress = progress;
    }

    /**
     * Describes what a repair did.
     *
     * @param files what became of each file that was to be mended, but for those that turned out to be right; first
     *     those that no source could have mended
     * @param bytesTaken bytes of the pieces that were good at the source
     */
    public record Result(List<FileRepair> files, long bytesTaken) {

        /** Copies the list. */
        public Result {
            files = List.copyOf(files);
        }

        /** The files that are what was published now. */
        public Set<DatasetPath> mended() {
            Set<DatasetPath> mended = new HashSet<>();
            files.stream().filter(file -> file instanceof FileRepair.Mended).forEach(file -> mended.add(file.path()));
            return mended;
        }
    }

    /**
     * Mends what a plan names. Each file is put together beside it, which takes room for one copy of it, and is verified
     * before it takes the file's place. What cannot be mended is in the result.
     *
     * @param source is asked for needed pieces only; the caller closes it
     * @param progress called on this thread; bytes count up to {@link RepairPlan#bytesToWrite}
     * @throws InterruptedException when this thread is interrupted; files mended so far stay mended
     */
    public static Result run(RepairPlan plan, PieceSource source, Progress progress) throws InterruptedException {
        return new Repair(plan, progress).run(source);
    }

    /**
     * A folder for pieces that are fetched, on the disk of the copy; verification passes over it. It does not exist, but
     * after an interrupted repair.
     */
    public static Path scratch(RepairPlan plan) {
        return new RepairNames(plan.torrent(), plan.root()).scratch();
    }

    /**
     * Deletes {@link #scratch} and all else that an interrupted repair has left in a copy, as far as that can be done.
     * Nobody may be repairing it.
     *
     * @throws IntegrityException.CannotRead when the copy cannot be looked through
     */
    public static void deleteLeftovers(Metainfo torrent, Path root) {
        RepairLeftovers.delete(torrent, CopyLocation.real(root));
    }

    private Result run(PieceSource source) throws InterruptedException {
        List<FileRepair> repairs = new ArrayList<>(plan.impossible());
        try (LocalCopy copy = LocalCopy.in(plan.torrent(), plan.root())) {
            GoodPieces pieces = new GoodPieces(plan, source, copy);
            BitSet files = plan.files();
            for (int file = files.nextSetBit(0); file >= 0; file = files.nextSetBit(file + 1)) {
                mend(file, pieces, copy, repairs);
                copy.close(); // What it has open may have been replaced.
            }
            return new Result(repairs, pieces.bytesGood());
        }
    }

    private void mend(int index, GoodPieces pieces, LocalCopy copy, List<FileRepair> repairs)
            throws InterruptedException {
        TorrentFile file = plan.torrent().files().get(index);
        FilePlace place = plan.place(index);
        long before = bytesWritten;
        FileMending mending =
                new FileMending(plan, index, pieces, copy, count -> written(bytesWritten + count, file.path()));
        mending.mend(place, names.temporary(place.path())).ifPresent(repairs::add);
        written(before + file.length(), file.path());
    }

    private void written(long total, DatasetPath path) {
        bytesWritten = total;
        progress.advanced(total, path);
    }
}
