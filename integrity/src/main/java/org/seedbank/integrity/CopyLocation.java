package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a copy of a dataset from the path that a person gave for it. */
final class CopyLocation {

    private CopyLocation() {}

    /** The dataset's own folder or file: the target, or what lies in it under the dataset's name. */
    static Path find(Metainfo torrent, Path target) {
        if (!Files.exists(target)) {
            throw new IntegrityException.NotThere(target);
        }
        if (torrent.isSingleFile()) {
            return Files.isDirectory(target) ? singleFileIn(torrent, target) : target;
        }
        if (!Files.isDirectory(target)) {
            throw new IntegrityException.UnusableTarget(
                    target, "it is a file, and the dataset '%s' is a folder".formatted(torrent.name()));
        }
        return folderOf(torrent, target);
    }

    private static Path singleFileIn(Metainfo torrent, Path folder) {
        Path file = torrent.files().get(0).path().under(folder);
        if (!Files.exists(file)) {
            throw new IntegrityException.NotThere(file);
        }
        return file;
    }

    /** A folder above may hold files of the same names by chance, so the folder with more of the files wins. */
    private static Path folderOf(Metainfo torrent, Path target) {
        Path named = new DatasetPath(torrent.name()).under(target);
        if (!Files.isDirectory(named)) {
            return target;
        }
        long here = filesIn(torrent, target);
        return here > 0 && here >= filesIn(torrent, named) ? target : named;
    }

    private static long filesIn(Metainfo torrent, Path folder) {
        return torrent.files().stream()
                .map(file -> place(file, folder))
                .filter(place -> place.isPresent() && Files.exists(place.get()))
                .count();
    }

    /** Where a file should be; nowhere when this system cannot hold its name, which the file's finding says. */
    static Optional<Path> place(TorrentFile file, Path folder) {
        try {
            return Optional.of(file.path().under(folder));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same folder or file without links above it; a file that is a link itself stays one. */
    static Path real(Metainfo torrent, Path root) {
        try {
            Path absolute = root.toAbsolutePath();
            return torrent.isSingleFile()
                    ? absolute.getParent().toRealPath().resolve(absolute.getFileName())
                    : absolute.toRealPath();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(root, e);
        }
    }
}
