package org.seedbank.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads small files that strangers may have put in place: no links, no pipes, nothing huge. */
final class BoundedFile {

    private BoundedFile() {}

    /**
     * The whole file.
     *
     * @throws UnusableFileException when it is not a regular file, empty, or longer than {@code limit} bytes
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    static byte[] read(Path file, int limit) throws IOException {
        check(file, limit);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new UnusableFileException("grows while it is read");
            }
            return bytes;
        }
    }

    /** Asks the file system alone, so that it ends at once on a pipe and takes no memory for a giant. */
    static void check(Path file, int limit) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw new UnusableFileException("is a symbolic link");
        }
        if (found.isDirectory()) {
            throw new UnusableFileException("is a folder");
        }
        if (!found.isRegularFile()) {
            throw new UnusableFileException("is not a regular file");
        }
        if (found.size() == 0) {
            throw new UnusableFileException("is empty");
        }
        if (found.size() > limit) {
            throw new UnusableFileException("has %d bytes, at most %d are read".formatted(found.size(), limit));
        }
    }
}
