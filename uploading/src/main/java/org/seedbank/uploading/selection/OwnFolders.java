package org.seedbank.uploading.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Folders on this machine that are never published as they are.
 *
 * @param homes home folders of the person
 * @param folders where seedbank keeps its own files
 */
public record OwnFolders(List<Path> homes, List<Path> folders) {

    /** Takes real paths of those that are there. */
    public OwnFolders {
        homes = homes.stream().map(OwnFolders::real).distinct().toList();
        folders = folders.stream().map(OwnFolders::real).distinct().toList();
    }

    /** These folders of seedbank's, and the home folder of whom this process belongs to. */
    public static OwnFolders of(Path... folders) {
        return new OwnFolders(List.of(Path.of(System.getProperty("user.home"))), List.of(folders));
    }

    /**
     * Why a file or folder cannot be a dataset; nothing when it can.
     *
     * @param path its real path
     */
    public Optional<String> refusal(Path path) {
        if (path.getParent() == null) {
            return Optional.of("it is the root of the file system");
        }
        for (Path home : homes) {
            if (home.startsWith(path)) {
                return Optional.of(
                        home.equals(path)
                                ? "it is your home folder, with all that is private in it"
                                : "your home folder lies in it");
            }
        }
        return folders.stream()
                .filter(path::startsWith)
                .findFirst()
                .map(own -> own.equals(path)
                        ? "it is a folder of seedbank's own"
                        : "it lies in a folder of seedbank's own, '%s'".formatted(own));
    }

    boolean hold(Path file) {
        return folders.stream().anyMatch(file::startsWith);
    }

    /** The real path of a folder, or the path where it would be. */
    public static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return absolute;
        }
    }
}
