package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DiskTrial;
import org.seedbank.integrity.files.DurableFolder;

/** Makes bags (BagIt 1.0, RFC 8493) with SHA-256 manifests. */
public final class BagWriter {

    private final String agent;
    private final Clock clock;

    /**
     * A maker of bags.
     *
     * @param agent the program and version that {@code bag-info.txt} is to name
     */
    public BagWriter(String agent) {
        this(agent, Clock.systemUTC());
    }

    BagWriter(String agent, Clock clock) {
        this.agent = agent;
        this.clock = clock;
    }

    /**
     * Makes a bag of a copy of a dataset. Every file is hashed while it is copied, and the copy is read again and
     * verified; then it appears under its name. When this throws, nothing is left.
     *
     * @param target the bag's folder, outside the dataset; it is not there yet, or empty
     * @param jobs hashing threads, at least 1
     * @param progress called on this thread; bytes count up to twice the dataset's length, for copying and reading again
     * @throws IntegrityException.UnusableTarget when the bag cannot be made there
     * @throws IntegrityException.DoesNotFit when the disk there cannot hold the names or lengths
     * @throws IntegrityException.ChangedWhileRead when a file is no longer what the scan saw
     * @throws IntegrityException.CannotRead when a file cannot be read
     * @throws IntegrityException.CannotWrite when the copy cannot be written, or is not what was written
     */
    public void copy(Dataset dataset, Path target, int jobs, Progress progress) throws InterruptedException {
        Path place = freePlace(dataset, target.toAbsolutePath().normalize());
        requireFit(dataset, place);
        Path partial =
                place.resolveSibling(OwnNames.beside(place.getFileName().toString(), ".partial-" + UUID.randomUUID()));
        boolean done = false;
        try {
            Files.createDirectories(partial);
            List<ListedFile> payload = new PayloadCopy(dataset, partial.resolve(Bag.PAYLOAD), progress).run();
            for (Map.Entry<String, byte[]> tag : tags(payload).entrySet()) {
                AtomicFile.create(partial.resolve(tag.getKey()), tag.getValue());
            }
            DurableFolder.force(partial);
            prove(
                    partial,
                    jobs,
                    (bytes, file) ->
                            progress.advanced(dataset.totalLength() + Math.min(bytes, dataset.totalLength()), file));
            AtomicFile.move(partial, place);
            done = true;
        } catch (ClosedByInterruptException e) {
            throw interruption(e);
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(target, e);
        } finally {
            if (!done) {
                delete(partial);
            }
        }
    }

    private static void requireFit(Dataset dataset, Path place) {
        String payload = place.getFileName() + "/" + Bag.PAYLOAD + "/";
        DiskTrial.require(
                place.getParent(),
                dataset.files().stream()
                        .map(file -> new DiskTrial.Planned(payload + file.path(), file.length()))
                        .toList());
    }

    /** An interrupt closes files that are being read or written, which leaves the thread's flag set. */
    private static InterruptedException interruption(ClosedByInterruptException cause) {
        Thread.interrupted();
        return (InterruptedException) new InterruptedException().initCause(cause);
    }

    private static Path freePlace(Dataset dataset, Path place) {
        try {
            Path parent = place.getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                throw new IntegrityException.UnusableTarget(place, "the folder above it is not there");
            }
            if (parent.toRealPath().startsWith(dataset.root())) {
                throw new IntegrityException.UnusableTarget(place, "it is inside what is to be copied");
            }
            if (Files.exists(place) && !isEmptyFolder(place)) {
                throw new IntegrityException.UnusableTarget(place, "it is not an empty folder");
            }
            return place;
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(place, e);
        }
    }

    private static boolean isEmptyFolder(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return false;
        }
        try (Stream<Path> children = Files.list(place)) {
            return children.findAny().isEmpty();
        }
    }

    /**
     * Turns a folder into a bag: its content moves below {@code data}. Nothing is copied, and nothing is lost when this
     * ends early: the same call later finishes what was begun.
     *
     * @param state a folder of this home for notes of how far it has come
     * @param jobs hashing threads, at least 1
     * @param progress called on this thread; bytes count up to the length of all files
     * @throws IntegrityException.UnusableTarget when it is no folder, is a bag already, is worked on by another process,
     *     has got new files since an earlier call began, or brings along what looks like work that was begun
     * @throws IntegrityException.ChangedWhileRead when a file changes meanwhile, or has changed since an earlier call
     * @throws IntegrityException.CannotRead when a file cannot be read
     * @throws IntegrityException.CannotWrite when something cannot be moved
     */
    public void inPlace(Path path, Path state, int jobs, Progress progress) throws InterruptedException {
        if (!Files.isDirectory(path)) {
            throw new IntegrityException.UnusableTarget(path, "it is no folder");
        }
        try {
            Path folder = path.toRealPath();
            FolderToBag work = new FolderToBag(folder, state);
            if (FixityVerification.isBag(folder) && !work.isNoted()) {
                throw new IntegrityException.UnusableTarget(path, "it is a bag already");
            }
            work.locked(() -> {
                if (work.isBegun() || FixityVerification.isBag(folder)) {
                    work.finish();
                    prove(folder, jobs, progress);
                } else {
                    begin(work, folder, jobs, progress);
                }
            });
        } catch (ClosedByInterruptException e) {
            throw interruption(e);
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(path, e);
        }
    }

    private void begin(FolderToBag work, Path folder, int jobs, Progress progress)
            throws IOException, InterruptedException {
        try {
            Dataset all = DatasetScan.scanFiles(folder, false);
            Dataset dataset = all.only(file -> !file.path().text().startsWith(FolderToBag.STAGE + "/"));
            work.begin(tags(
                    FileListing.of(dataset, ListFormat.BAGIT, jobs, progress).files()));
            work.finish();
        } catch (IOException | RuntimeException | InterruptedException e) {
            undo(work, e);
            throw e;
        }
    }

    /** Undoes as much as it can now; a later call finishes the rest. */
    private static void undo(FolderToBag work, Exception failure) {
        try {
            work.undo();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Map<String, byte[]> tags(List<ListedFile> payload) {
        return BagTags.of(payload, agent, LocalDate.now(clock));
    }

    /** Reads a bag that was just made. */
    private static void prove(Path bag, int jobs, Progress progress) throws InterruptedException {
        int damaged = FixityVerification.ofBag(bag).run(jobs, progress).damage().size();
        if (damaged > 0) {
            throw new IntegrityException.ChangedWhileRead(
                    bag, "%d files read back are not what was written down of them".formatted(damaged), null);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(folder, e);
        }
    }
}
