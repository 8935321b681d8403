package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.repair.KeptFiles;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.Repair;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentLink;

/** The way of what has arrived to its place: verified, forced to the disk, and only then moved or used to mend what is there. */
public final class Landing {

    private final FetchRequest request;
    private final Metainfo torrent;
    private final Path root;
    private final IncomingFolder incoming;
    private final Survey survey;
    private final Runnable leave;
    private final Consumer<Path> seen;
    private final Set<DatasetPath> brought;
    private final List<String> kept = new ArrayList<>();
    private boolean moved;

    /**
     * The landing of one fetch.
     *
     * @param leave ends the transfer, so that nobody has the files open any more
     * @param seen is told where the files are, as they stay from then on, before the last look at them
     */
    public Landing(
            FetchRequest request,
            Path root,
            IncomingFolder incoming,
            Survey survey,
            Runnable leave,
            Consumer<Path> seen) {
        this.request = request;
        this.torrent = request.torrent();
        this.root = root;
        this.incoming = incoming;
        this.survey = survey;
        this.brought = new HashSet<>(survey.brought());
        this.leave = leave;
        this.seen = seen;
    }

    /** The last findings, at the place as far as it has landed. */
    public FixityReport run(Progress progress) throws InterruptedException {
        if (!survey.isVacant()) {
            return join(progress);
        }
        if (!torrent.isSingleFile()) {
            seen.accept(incoming.root()); // Files keep their attributes when their folder moves.
        }
        FixityReport arrived = verifyArrived(request.chosen(), progress);
        if (!arrived.damage().isEmpty()) {
            return arrived;
        }
        force(arrived);
        leave.run();
        incoming.requireSame();
        if (torrent.isSingleFile()) {
            installation().moveFile();
            seen.accept(root);
        } else {
            keepNames(incoming.root());
            dueLinks().forEach(this::makeLink);
            installation().moveFolder();
        }
        moved = true;
        return arrived.movedTo(root);
    }

    private List<TorrentLink> dueLinks() {
        return new DatasetLinks(torrent, request.chosen()).due();
    }

    private void makeLink(TorrentLink link) {
        try {
            DatasetLinks.make(link, incoming.root());
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(link.path().under(root), IoReason.of(e), e);
        }
    }

    /** Whatever has the place of a link stays. */
    private void bringLinks() {
        for (TorrentLink link : dueLinks()) {
            if (!Files.exists(link.path().under(root), LinkOption.NOFOLLOW_LINKS)) {
                makeLink(link);
                installation().moveLink(link.path());
            }
        }
    }

    private void keepNames(Path copy) {
        try {
            if (Files.isDirectory(copy)) {
                StoredNames.keep(torrent, copy);
            }
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(copy, IoReason.of(e), e);
        }
    }

    /** True when nothing is left to be done, by what was found in the end. */
    public boolean isDone(FixityReport report) {
        return (survey.isVacant() && !moved)
                ? report.damage().isEmpty()
                : survey.toMend(report).damage().isEmpty();
    }

    /** How things stand after it. */
    public Survey surveyAfter(FixityReport report) {
        return (survey.isVacant() && !moved) ? survey : survey.after(report, brought);
    }

    /** Names, in the dataset, under which what was replaced is kept. */
    public List<String> kept() {
        return List.copyOf(kept);
    }

    private Installation installation() {
        return new Installation(
                incoming.path(), root.getParent(), request.place().name());
    }

    /** Adds to what is at the place already. */
    private FixityReport join(Progress progress) throws InterruptedException {
        Set<DatasetPath> missing = new HashSet<>();
        survey.missing().stream()
                .forEach(index -> missing.add(torrent.files().get(index).path()));
        if (!missing.isEmpty()) {
            FixityReport arrived = arrived(missing, progress);
            force(arrived);
            leave.run();
            incoming.requireSame();
            moveIn(arrived);
        }
        leave.run();
        bringLinks();
        keepNames(root);
        seen.accept(root);
        FixityReport found = verify(root, request.chosen(), progress);
        FixityReport toMend = survey.toMend(found);
        return toMend.damage().isEmpty() ? found : mend(found, toMend, progress);
    }

    private FixityReport arrived(Set<DatasetPath> missing, Progress progress) throws InterruptedException {
        try {
            return verifyArrived(missing::contains, progress);
        } catch (IntegrityException.NotThere e) {
            // Only empty files are missing, which nobody sends: the repair makes them.
            return survey.report().orElseThrow().only(finding -> false);
        }
    }

    private void moveIn(FixityReport arrived) {
        for (FileFinding finding : arrived.findings()) {
            if (!hasArrived(finding)) {
                continue;
            }
            if (torrent.isSingleFile()) {
                installation().moveFile();
            } else {
                installation().move(finding.path());
            }
            brought.add(finding.path());
        }
    }

    /** Where pieces span files, only a look at all of them together can tell; then nothing is replaced by it yet. */
    private static boolean hasArrived(FileFinding finding) {
        return finding instanceof FileFinding.Intact || finding instanceof FileFinding.NotVerified;
    }

    private FixityReport mend(FixityReport found, FixityReport toMend, Progress progress) throws InterruptedException {
        try (LocalCopy source = LocalCopy.in(torrent, incoming.root())) {
            Repair.deleteLeftovers(torrent, root);
            KeptFiles keeping = request.existing().kept(path -> !brought.contains(path));
            RepairPlan plan = RepairPlan.of(torrent, toMend).keeping(keeping);
            Set<DatasetPath> mended = Repair.run(plan, source, progress).mended();
            tell(toMend, mended, keeping);
            if (mended.isEmpty()) {
                return found;
            }
            seen.accept(root);
            boolean alone = torrent.format().hasV2() || torrent.datasetDigest().isPresent();
            return found.updatedBy(verify(root, alone ? mended::contains : request.chosen(), progress));
        }
    }

    private void tell(FixityReport toMend, Set<DatasetPath> mended, KeptFiles keeping) {
        toMend.findings().stream()
                .filter(finding -> !(finding instanceof FileFinding.Missing))
                .map(FileFinding::path)
                .filter(mended::contains)
                .filter(keeping.which())
                .forEach(path -> kept.add(keeping.kept(path)));
    }

    private FixityReport verify(Path where, Predicate<DatasetPath> files, Progress progress)
            throws InterruptedException {
        return Verification.at(where, torrent, files, request.jobs(), progress);
    }

    /** Verifies what has arrived, while the disk begins with what it has to have before that moves. */
    private FixityReport verifyArrived(Predicate<DatasetPath> files, Progress progress) throws InterruptedException {
        ExecutorService ahead = LongLivedThreads.pool("seedbank-downloading-force", 1, 1);
        try {
            ahead.execute(LongLivedThreads.guarded(() -> forceAhead(files)));
            return verify(incoming.root(), files, progress);
        } finally {
            ahead.shutdownNow();
        }
    }

    private void forceAhead(Predicate<DatasetPath> files) {
        for (TorrentFile file : torrent.files()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            Path path = FileAt.of(torrent, incoming.root(), file);
            try {
                // To open a pipe would be to wait for its other end.
                if (files.test(file.path())
                        && FileAt.attributes(path)
                                .filter(BasicFileAttributes::isRegularFile)
                                .isPresent()) {
                    force(path);
                }
            } catch (IOException e) {
                return; // The one that counts comes after the verification, and says what is wrong.
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A power cut after the move must not take what was verified before it. */
    private void force(FixityReport arrived) throws InterruptedException {
        for (int i = 0; i < torrent.files().size(); i++) {
            TorrentFile file = torrent.files().get(i);
            if (!hasArrived(arrived.findings().get(i))) {
                continue;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Path path = FileAt.of(torrent, incoming.root(), file);
            try {
                force(path);
            } catch (IOException e) {
                throw new DownloadingException.CannotWrite(path, IoReason.of(e), e);
            }
        }
    }
}
