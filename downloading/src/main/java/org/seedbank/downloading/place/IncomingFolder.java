package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.SwarmKey;

/**
 * The folder of our own, beside the place and on its disk, that a fetch writes into: nobody else may enter it, so nobody
 * can put a link in the way. It goes away when all of it has been moved to the place.
 */
public final class IncomingFolder {

    private static final int DIGITS = 16;
    private static final Set<PosixFilePermission> MAY_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final String name;

    /** The system's key of the folder; null on systems that do not say. */
    private final Object key;

    private IncomingFolder(Path folder, String name, Object key) {
        this.folder = folder;
        this.name = name;
        this.key = key;
    }

    /** Where it is, or would be, for a torrent that goes into this folder. */
    public static Path of(Path parent, SwarmKey key) {
        return parent.resolve(OwnNames.PREFIX + "incoming-" + key.hex().substring(0, DIGITS));
    }

    /** The folder that our own lies in: beside the place, or in it where it is a disk of its own or all we may write to. */
    public static Path shelter(Path real) {
        Path folder = real.getParent();
        try {
            boolean inside = Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)
                    && (!Files.isWritable(folder) || !Disk.isSame(folder, real));
            return inside ? real : folder;
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    /**
     * Makes it, or takes up the one that an earlier fetch left.
     *
     * @param parent the folder that it lies in
     * @param name what the dataset is called in it
     * @throws DownloadingException.IncomingRefused when somebody else made it or may write to it
     */
    public static IncomingFolder open(Path parent, SwarmKey torrent, String name) {
        Path folder = of(parent, torrent);
        try {
            create(folder);
            BasicFileAttributes found =
                    Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isDirectory()) {
                throw new DownloadingException.IncomingRefused(folder, "is " + FileAt.kind(found));
            }
            requirePrivate(folder);
            return new IncomingFolder(folder, name, found.fileKey());
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    private static void create(Path folder) throws IOException {
        try {
            PrivateFolder.create(folder);
        } catch (FileAlreadyExistsException e) {
            return; // Of an earlier fetch, or somebody's trap: its owner and its rights tell.
        }
    }

    /** Whoever this process is, a file that it makes there has its owner. */
    private static void requirePrivate(Path folder) throws IOException {
        if (!Permissions.areKnown(folder)) {
            return;
        }
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.permissions().stream().anyMatch(MAY_WRITE::contains)) {
            throw new DownloadingException.IncomingRefused(folder, "can be written to by others");
        }
        Path mine = Files.createTempFile(folder, OwnNames.PREFIX, ".owner");
        try {
            if (!Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS).equals(found.owner())) {
                throw new DownloadingException.IncomingRefused(folder, "belongs to somebody else");
            }
        } finally {
            Files.deleteIfExists(mine);
        }
    }

    Path path() {
        return folder;
    }

    /** The dataset's folder, or its one file, in it. */
    public Path root() {
        return folder.resolve(name);
    }

    /** Throws {@link DownloadingException.IncomingRefused} when it is not the folder any more that was opened. */
    public void requireSame() {
        if (!isSame()) {
            throw replaced();
        }
    }

    /** The failure of a fetch whose folder somebody has put another one in the place of. */
    public DownloadingException replaced() {
        String what = isThere() ? "was replaced during the fetch" : "went away during the fetch";
        return new DownloadingException.IncomingRefused(folder, what);
    }

    /** True when anything has its name. */
    public boolean isThere() {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** True while it is the folder that was opened. */
    public boolean isSame() {
        try {
            BasicFileAttributes now =
                    Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isDirectory() && Objects.equals(now.fileKey(), key);
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes files that are longer than published: libtorrent would leave them so. */
    public void deleteTooLong(Metainfo torrent) {
        for (TorrentFile file : torrent.files()) {
            Path path = FileAt.of(torrent, root(), file);
            try {
                Optional<BasicFileAttributes> found = FileAt.attributes(path);
                if (found.filter(each -> each.size() > file.length()).isPresent()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new DownloadingException.CannotWrite(path, IoReason.of(e), e);
            }
        }
    }

    /** Deletes all that is in it and the folder; what cannot be deleted stays for the next fetch. */
    public void delete() {
        try {
            requireSame();
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException | DownloadingException e) {
            return; // It is ours and in nobody's way; the next fetch of this torrent takes it up.
        }
        DurableFolder.forceIfPossible(folder.getParent());
    }

    /** Deletes the folder if nothing is in it. */
    public void deleteIfEmpty() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            if (!files.iterator().hasNext()) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            return; // As above.
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
