package org.seedbank.node.internal.files;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.repair.RepairDataset;
import org.seedbank.downloading.repair.RepairOutcome;
import org.seedbank.downloading.repair.RepairRequest;
import org.seedbank.downloading.repair.SwarmSupply;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.repair.FileRepair;
import org.seedbank.integrity.repair.KeptFiles;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;

/**
 * One try to get from the swarm what is damaged of a dataset, and to put it in place. What somebody has written to since it
 * was verified is kept beside it, unless a person has asked for the mending.
 */
public final class Mending implements Callable<Mending.Outcome> {

    /** The dataset is not served meanwhile, so nobody is waited for very long. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final NodeResources means;
    private final TorrentSummary known;
    private final DatasetRecord record;
    private final boolean asked;

    /**
     * A try.
     *
     * @param asked whether a person has asked for it, so that nothing of what is replaced is kept
     */
    public Mending(NodeResources means, TorrentSummary known, DatasetRecord record, boolean asked) {
        this.means = means;
        this.known = known;
        this.record = record;
        this.asked = asked;
    }

    /**
     * Describes what came of it.
     *
     * @param files how many files were mended
     * @param told what a person is told
     * @param report the same for a program
     */
    public record Outcome(int files, String told, MendingReport report) {}

    /** Mends what can be mended. */
    @Override
    public Outcome call() throws InterruptedException {
        Metainfo torrent = known.torrent();
        Optional<Stamps> verified = means.store().stamps(known.key());
        Stamps now = Stamps.take(torrent, record.root(), record.files());
        BitSet damaged = verified.map(now::changedSince).orElseGet(known::wanted);
        Set<DatasetPath> changed =
                verified.map(before -> WrittenFiles.of(torrent, now, before)).orElse(Set.of());
        int linked = OtherNames.of(torrent, record.root(), damaged).cardinality();
        KeptFiles kept = asked ? KeptFiles.NONE : new KeptFiles(changed::contains, Instant.now());
        try {
            RepairRequest request = RepairRequest.of(torrent, record.root())
                    .withChosen(chosen(torrent, damaged)::contains)
                    .withJobs(1)
                    .withKept(kept);
            SwarmSupply supply = SwarmSupply.within(means.swarm(), means.peers(record), SILENCE);
            return told(new RepairDataset().run(request, supply, event -> {}), kept, linked);
        } catch (SeedbankException e) {
            MendingReport report = new MendingReport(List.of(), 0, 0, Optional.of(failure(e)));
            return new Outcome(0, "it could not be mended: " + e.getMessage(), report);
        }
    }

    /** Where pieces span files and are all there is, the verdict on a file hangs on its neighbours. */
    private Set<DatasetPath> chosen(Metainfo torrent, BitSet damaged) {
        boolean alone = known.provesFilesAlone();
        return NodeResources.paths(
                torrent, (alone ? damaged : known.wanted()).stream().boxed().toList());
    }

    private static Outcome told(RepairOutcome outcome, KeptFiles kept, int linked) {
        List<DatasetPath> mended = outcome.files().stream()
                .filter(FileRepair.Mended.class::isInstance)
                .map(FileRepair::path)
                .toList();
        List<String> parts = new ArrayList<>();
        if (!mended.isEmpty()) {
            parts.add(
                    "mended " + mended.stream().map(DatasetPath::text).limit(3).collect(Collectors.joining(", "))
                            + (mended.size() > 3 ? " and %d more".formatted(mended.size() - 3) : ""));
        }
        if (mended.stream().anyMatch(kept.which())) {
            parts.add("what somebody had written to is kept beside it, as NAME" + kept.suffix());
        }
        if (linked > 0 && !mended.isEmpty()) {
            parts.add(
                    "%d had other names (hard links), which have what was written there and are no links to it any more"
                            .formatted(linked));
        }
        outcome.shortfall().map(SeedbankException::getMessage).ifPresent(parts::add);
        outcome.files().stream()
                .filter(FileRepair.NotMended.class::isInstance)
                .map(FileRepair.NotMended.class::cast)
                .findFirst()
                .ifPresent(left -> parts.add(
                        "'%s' was not mended: %s".formatted(left.path().text(), left.reason())));
        String told = parts.isEmpty() ? "there was nothing to mend" : String.join("; ", parts);
        return new Outcome(mended.size(), told, report(outcome));
    }

    private static MendingReport report(RepairOutcome outcome) {
        List<MendingReport.MendedFile> files =
                outcome.files().stream().map(Mending::file).toList();
        return new MendingReport(
                        files, 0, outcome.bytesFetched(), outcome.shortfall().map(Mending::failure))
                .bounded();
    }

    private static MendingReport.MendedFile file(FileRepair repair) {
        boolean left = repair instanceof FileRepair.NotMended;
        return new MendingReport.MendedFile(
                repair.path().text(),
                left ? List.of() : ((FileRepair.Mended) repair).ranges(),
                left ? Optional.of(((FileRepair.NotMended) repair).reason()) : Optional.empty());
    }

    private static MendingReport.MendingFailure failure(SeedbankException why) {
        MendingReport.Reason reason = MendingReport.Reason.OTHER;
        if (why instanceof DownloadingException.PiecesMissing) {
            reason = MendingReport.Reason.NOBODY;
        } else if (why instanceof DownloadingException.OnlyDamage) {
            reason = MendingReport.Reason.DAMAGE;
        }
        return new MendingReport.MendingFailure(reason, why.getMessage(), why.remedy());
    }
}
