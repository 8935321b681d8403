package org.seedbank.downloading;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFile;

/** The place that receives a dataset: checked before a byte is fetched, so that nothing outside it can be written. */
final class Target {

    private final Metainfo torrent;
    private final Path folder;
    private final Path root;
    private final Set<Integer> wanted;

    Target(Metainfo torrent, Path folder, Set<Integer> wanted) {
        this.torrent = torrent;
        this.folder = folder.toAbsolutePath().normalize();
        this.root = place(this.folder, new DatasetPath(torrent.name()));
        this.wanted = wanted;
    }

    private static Path place(Path folder, DatasetPath path) {
        try {
            return path.under(folder);
        } catch (IllegalArgumentException e) {
            throw new DownloadingException.CannotWrite(folder, e.getMessage(), e);
        }
    }

    Path root() {
        return root;
    }

    /** Creates the folder, and says where the dataset's place really is: the same for each path that leads there. */
    Path create() {
        try {
            Files.createDirectories(folder);
            return place(folder.toRealPath(), new DatasetPath(torrent.name()));
        } catch (FileAlreadyExistsException e) {
            throw new DownloadingException.CannotWrite(folder, "it is not a folder", e);
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    /** Refuses a place that is taken, that leads elsewhere, or that has no room beside {@code reserve} bytes. */
    void check(long reserve) {
        try {
            long missing = 0;
            Set<Path> checkedFolders = new HashSet<>();
            for (int index : wanted) {
                TorrentFile file = torrent.files().get(index);
                missing += file.length() - present(file, checkedFolders);
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (missing > 0 && missing > free - reserve) {
                throw new DownloadingException.NoRoom(folder, missing, free, reserve);
            }
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    /** How many of a file's bytes take room already. Holes of sparse files count as there; it is only an estimate. */
    private long present(TorrentFile file, Set<Path> checkedFolders) throws IOException {
        Path place = file(file);
        for (Path parent = place.getParent(); !parent.equals(folder); parent = parent.getParent()) {
            if (checkedFolders.add(parent)) {
                refuse(parent, attributes(parent).filter(found -> !found.isDirectory()));
            }
        }
        Optional<BasicFileAttributes> found = attributes(place);
        refuse(place, found.filter(attributes -> !attributes.isRegularFile()));
        return found.map(attributes -> Math.min(attributes.size(), file.length()))
                .orElse(0L);
    }

    private static void refuse(Path path, Optional<BasicFileAttributes> wrong) {
        if (wrong.isPresent()) {
            BasicFileAttributes what = wrong.get();
            String kind = what.isSymbolicLink() ? "a symbolic link" : "a folder";
            throw new DownloadingException.InTheWay(
                    path, what.isRegularFile() ? "a file" : what.isOther() ? "a pipe, socket or device" : kind);
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path file(TorrentFile file) {
        return torrent.isSingleFile() ? root : place(root, file.path());
    }
}
