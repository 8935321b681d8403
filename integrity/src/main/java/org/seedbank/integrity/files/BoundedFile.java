package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
        try (FileChannel channel = open(file, limit)) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), limit) + 1);
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) {
                    return Arrays.copyOf(content.array(), content.position());
                }
            }
        }
        throw new UnusableFileException("grows while it is read");
    }

    /**
     * Opens it for reading. It has at least one byte and at most {@code limit}, also where another file was put in its
     * place after it was looked at.
     *
     * @throws UnusableFileException as {@link #read} does
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    public static FileChannel open(Path file, int limit) throws IOException {
        check(file, limit);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            checkLength(channel.size(), limit);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
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
        checkLength(found.size(), limit);
        return found.size();
    }

    private static void checkLength(long length, int limit) throws UnusableFileException {
        if (length == 0) {
            throw new UnusableFileException("is empty");
        }
        if (length > limit) {
            throw new UnusableFileException("has %d bytes, at most %d are read".formatted(length, limit));
        }
    }
}
