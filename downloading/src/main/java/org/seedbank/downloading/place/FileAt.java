package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** A dataset's files at a place, looked at without following links. */
final class FileAt {

    private FileAt() {}

    /** Where a file of the dataset belongs whose folder, or one file, is {@code root}. */
    static Path of(Metainfo torrent, Path root, TorrentFile file) {
        return torrent.isSingleFile() ? root : Place.under(root, file.path());
    }

    /** The thing that stands there, or nothing; nothing either where a file stands in the place of a folder above. */
    static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (Files.isRegularFile(path.getParent(), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Such as {@code a symbolic link}. */
    static String kind(BasicFileAttributes what) {
        if (what.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (what.isDirectory()) {
            return "a folder";
        }
        return what.isRegularFile() ? "a file" : "a pipe, socket or device";
    }

    static boolean isEmptyFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }
}
