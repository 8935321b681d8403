package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** Reads small files that strangers may have put in place: no links, no pipes, nothing huge. */
public final class BoundedFile {

    private BoundedFile() {}

    /**
     * The whole file.
     *
     * @throws UnusableFileException when it is not a regular file, empty, or longer than {@code limit} bytes
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    public static byte[] read(Path file, int limit) throws IOException {
        int expected = (int) check(file, limit);
        ByteBuffer content = ByteBuffer.allocate(expected + 1);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) {
                    return Arrays.copyOf(content.array(), content.position());
                }
            }
        }
        throw new UnusableFileException("grows while it is read");
    }

    /** The file's length. Asks the file system alone, so it ends at once on a pipe and takes no memory for a giant. */
    public static long check(Path file, int limit) throws IOException {
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
        return found.size();
    }
}
