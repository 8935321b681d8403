package org.seedbank.downloading.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.place.FileCopy;
import org.seedbank.downloading.place.FreePlace;
import org.seedbank.downloading.place.PrivateFolder;
import org.seedbank.downloading.place.TargetLock;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.files.DiskTrial;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.SwarmKey;

/**
 * Makes another copy of a dataset that is on this machine, without the swarm. The bytes go into a folder of our own beside
 * the new place, are read again and compared with what was published, and only then move there, all or nothing. The copy
 * that they come from is only read, and nothing is ever replaced.
 */
public final class CopyDataset {

    private static final String UNFINISHED = OwnNames.PREFIX + "copying-";
    private static final int KEY_DIGITS = 16;

    /**
     * A request to copy a dataset to another place.
     *
     * @param from the dataset's folder or file
     * @param root the folder or file that the copy shall be; its parent is created, and nothing may be there
     * @param chosen which files to copy
     * @param jobs hashing threads for the verification, at least 1
     */
    public record Request(Metainfo torrent, Path from, Path root, Predicate<DatasetPath> chosen, int jobs) {}

    /**
     * Copies and verifies. When the report names damage, nothing is left at the new place.
     *
     * @param progress of the verification
     * @throws DownloadingException when the new place is taken or cannot be written
     * @throws IntegrityException.DoesNotFit when its disk cannot hold the names or lengths
     * @throws org.seedbank.integrity.IntegrityException.NotThere when nothing of the dataset is there to be copied
     * @throws InterruptedException when the thread is interrupted; nothing is left at the new place
     */
    public FixityReport run(Request request, Progress progress) throws InterruptedException {
        Path root = request.root().toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.getParent());
            Path real = root.getParent().toRealPath().resolve(root.getFileName());
            try (TargetLock lock = TargetLock.take(real)) {
                requireFree(root);
                requireFit(request);
                return copy(request, real, progress);
            }
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(root, IoReason.of(e), e);
        }
    }

    /**
     * Looks whether the new place's disk can hold what is to be copied. Nothing is made there.
     *
     * @throws IntegrityException.DoesNotFit when it cannot
     */
    public static void requireFit(Request request) {
        Path root = request.root().toAbsolutePath().normalize();
        Metainfo torrent = request.torrent();
        String name = root.getFileName().toString();
        DiskTrial.require(
                root.getParent(),
                torrent.files().stream()
                        .filter(file -> request.chosen().test(file.path()))
                        .map(file -> new DiskTrial.Planned(
                                torrent.isSingleFile() ? name : name + "/" + file.path(), file.length()))
                        .toList());
    }

    /** Throws {@link DownloadingException.InTheWay} when there is anything. */
    private static void requireFree(Path root) {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            String kind = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) ? "a folder" : "a file";
            throw new DownloadingException.InTheWay(root, Files.isSymbolicLink(root) ? "a symbolic link" : kind);
        }
    }

    private static FixityReport copy(Request request, Path root, Progress progress)
            throws IOException, InterruptedException {
        requireRoom(request, root.getParent());
        Path unfinished = unfinished(request.torrent(), root);
        delete(unfinished);
        PrivateFolder.create(unfinished);
        try {
            Path copy = unfinished.resolve(root.getFileName());
            copyFiles(request, copy);
            FixityReport report = Verification.run(request.torrent(), copy, request.chosen(), request.jobs(), progress);
            if (report.damage().isEmpty()) {
                StoredNames.keep(request.torrent(), copy);
                FreePlace.move(copy, root);
            }
            return report;
        } finally {
            delete(unfinished);
        }
    }

    private static Path unfinished(Metainfo torrent, Path root) {
        return root.resolveSibling(UNFINISHED + SwarmKey.of(torrent).hex().substring(0, KEY_DIGITS));
    }

    /**
     * Deletes what a copy has left that was cut short and is not to be made any more. Nothing is deleted while somebody makes
     * it.
     *
     * @throws IOException when it cannot be deleted
     */
    public static void discard(Metainfo torrent, Path root) throws IOException {
        Path unfinished = unfinished(torrent, root);
        if (!Files.isDirectory(unfinished, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (TargetLock lock = TargetLock.take(root.getParent().toRealPath().resolve(root.getFileName()))) {
            delete(unfinished);
        } catch (DownloadingException.Busy e) {
            return; // It is made right now.
        }
    }

    private static void requireRoom(Request request, Path folder) throws IOException {
        long needed = request.torrent().files().stream()
                .filter(file -> request.chosen().test(file.path()))
                .mapToLong(TorrentFile::length)
                .sum();
        long free = Disk.free(folder);
        if (needed > free) {
            throw new DownloadingException.NoRoom(folder, needed, free, 0);
        }
    }

    private static void copyFiles(Request request, Path copy) throws IOException, InterruptedException {
        Metainfo torrent = request.torrent();
        for (TorrentFile file : torrent.files()) {
            if (request.chosen().test(file.path())) {
                Path from =
                        torrent.isSingleFile() ? request.from() : file.path().under(request.from());
                Path to = torrent.isSingleFile() ? copy : file.path().under(copy);
                Files.createDirectories(to.getParent());
                copy(from, to, file.length());
            }
        }
    }

    /** A file that is not there, or is none, is missing in the copy too, and the verification says so. */
    private static void copy(Path from, Path to, long length) throws IOException, InterruptedException {
        if (FileCopy.copy(from, to, length, bytes -> {})) {
            try (FileChannel copied = FileChannel.open(to, StandardOpenOption.WRITE)) {
                copied.force(true);
            }
        }
    }

    private static void delete(Path unfinished) throws IOException {
        if (!Files.exists(unfinished, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(unfinished, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
