package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.seedbank.downloading.fetch.CopyDataset;
import org.seedbank.downloading.place.FreePlace;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Removed;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one dataset to another place: its files are brought there, or are there already and are looked at. Nothing is
 * ever replaced, and nothing is deleted before its copy was verified.
 */
public final class Relocation {

    private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);

    private final NodeResources means;
    private final Metainfo torrent;
    private final DatasetRecord record;
    private final Path target;
    private final boolean brings;
    private final Optional<DatasetRecord.Move> intent;

    private Relocation(NodeResources means, Metainfo torrent, DatasetRecord record, Path target, boolean brings) {
        this.means = means;
        this.torrent = torrent;
        this.record = record;
        this.target = target;
        this.brings = brings;
        this.intent = brings ? UnfinishedMove.begin(record.root(), target) : Optional.empty();
    }

    /** Returns what is noted before it begins. */
    public Optional<DatasetRecord.Move> intent() {
        return intent;
    }

    /** Brings the files there; asks the disk. */
    public static Relocation bringing(NodeResources means, Metainfo torrent, DatasetRecord record, Path target) {
        return new Relocation(means, torrent, record, target, true);
    }

    /** Takes the files that are there for the dataset's, if they are. */
    public static Relocation looking(NodeResources means, Metainfo torrent, DatasetRecord record, Path target) {
        return new Relocation(means, torrent, record, target, false);
    }

    /** Throws {@link NodeException.Refused} when the new place's disk cannot hold the names or lengths; asks the disk. */
    public void requireFit() {
        try {
            CopyDataset.requireFit(copying());
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        }
    }

    private CopyDataset.Request copying() {
        return new CopyDataset.Request(torrent, record.root(), target, chosen(), 1);
    }

    /** Where the dataset lies now. */
    public record Arrived(Path root, Path mount, Stamps stamps) {}

    /**
     * How it ended.
     *
     * @param arrived empty when the dataset stays where it was
     * @param note for a person
     * @param cleanup what is left to do once the new place is noted
     */
    public record Outcome(Optional<Arrived> arrived, String note, Runnable cleanup) {}

    /** The dataset at the new place, if its files look as they did at the old one, down to their inodes; asks the disk. */
    public Optional<Arrived> believed() {
        if (brings) {
            return Optional.empty();
        }
        Stamps now = Stamps.take(torrent, target, record.files());
        return means.store()
                .stamps(SwarmKey.of(torrent))
                .filter(before -> now.changedSince(before).isEmpty())
                .map(before -> new Arrived(target, MountPoint.of(target), now));
    }

    /** On a thread that may wait for the disk, for hours. */
    public Outcome run(LongConsumer bytes) throws InterruptedException {
        Progress progress = Progress.counting(now -> bytes.accept(now.bytesDone()));
        try {
            return brings ? bring(progress) : look(progress);
        } catch (SeedbankException e) {
            return stays(e.getMessage());
        } catch (IOException e) {
            return stays(IoReason.of(e));
        }
    }

    private Outcome stays(String reason) {
        return new Outcome(Optional.empty(), "it was not moved to '%s': %s".formatted(target, reason), () -> {});
    }

    private Outcome arrived(Stamps stamps, Runnable cleanup) {
        Arrived there = new Arrived(target, MountPoint.of(target), stamps);
        return new Outcome(Optional.of(there), "it was at '%s'".formatted(record.root()), cleanup);
    }

    private Outcome look(Progress progress) throws InterruptedException {
        Stamps before = Stamps.take(torrent, target, record.files());
        FixityReport report = Verification.run(torrent, target, chosen(), 1, progress);
        int damaged = report.damage().size();
        if (damaged > 0) {
            return stays("as it is there, " + DamageText.of(damaged, report.chosenCount()));
        }
        return Stamps.take(torrent, target, record.files()).isAsAt(before)
                ? arrived(before, () -> {})
                : stays("files there have changed while they were read");
    }

    private Outcome bring(Progress progress) throws IOException, InterruptedException {
        Stamps before = Stamps.take(torrent, record.root(), record.files());
        BitSet doubts = means.store()
                .stamps(SwarmKey.of(torrent))
                .map(before::changedSince)
                .orElseGet(() -> allOf(torrent));
        Files.createDirectories(target.getParent());
        try {
            FreePlace.move(record.root(), target);
            return arrived(
                    Stamps.take(torrent, target, record.files())
                            .doubting(doubts, means.store().stamps(SwarmKey.of(torrent))),
                    () -> {});
        } catch (AtomicMoveNotSupportedException e) {
            return copy(progress);
        }
    }

    private static BitSet allOf(Metainfo torrent) {
        BitSet all = new BitSet();
        all.set(0, torrent.files().size());
        return all;
    }

    private Outcome copy(Progress progress) throws InterruptedException {
        Stamps before = Stamps.take(torrent, record.root(), record.files());
        FixityReport report = new CopyDataset().run(copying(), progress);
        int damaged = report.damage().size();
        return damaged > 0
                ? stays(DamageText.of(damaged, report.chosenCount()))
                : arrived(Stamps.take(torrent, target, record.files()), () -> deleteOld(before));
    }

    /** Deletes what was copied, where it still is what it was before that. */
    private void deleteOld(Stamps before) {
        try {
            Removed removed = new DataDeletion(torrent, record, Optional.of(before)).run();
            removed.named().forEach(left -> LOG.warn("after the move to '{}', left {}", target, left));
        } catch (SeedbankException e) {
            LOG.warn(
                    "'{}' was copied to '{}', and not all of it could be deleted: {}",
                    record.root(),
                    target,
                    e.getMessage());
        }
    }

    private Predicate<DatasetPath> chosen() {
        Optional<Set<DatasetPath>> paths = record.files().map(files -> NodeResources.paths(torrent, files));
        return path -> paths.map(some -> some.contains(path)).orElse(true);
    }
}
