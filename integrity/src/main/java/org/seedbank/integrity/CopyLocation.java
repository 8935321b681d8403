package org.seedbank.integrity;

import java.nio.file.Files;
import java.nio.file.Path;

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
        return holdsAnyOf(torrent, target) ? target : namedIn(torrent, target);
    }

    private static Path singleFileIn(Metainfo torrent, Path folder) {
        Path file = torrent.files().get(0).path().under(folder);
        if (!Files.exists(file)) {
            throw new IntegrityException.NotThere(file);
        }
        return file;
    }

    private static boolean holdsAnyOf(Metainfo torrent, Path folder) {
        return torrent.files().stream()
                .map(file -> file.path().names().get(0))
                .distinct()
                .anyMatch(name -> Files.exists(new DatasetPath(name).under(folder)));
    }

    private static Path namedIn(Metainfo torrent, Path folder) {
        Path named = new DatasetPath(torrent.name()).under(folder);
        return Files.isDirectory(named) ? named : folder;
    }
}
