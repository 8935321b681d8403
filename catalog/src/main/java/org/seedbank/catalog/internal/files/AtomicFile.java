package org.seedbank.catalog.internal.files;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes files whole or not at all, also through a power cut. */
public final class AtomicFile {

    /** Long after any writer that still lives has renamed its file, even over a slow network. */
    public static final Duration ABANDONED = Duration.ofDays(1);

    private static final String PREFIX = ".seedbank-";
    private static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /** What is to be in a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it to an empty file. */
        void writeTo(FileChannel file) throws IOException;
    }

    /** Puts a file in place, over what is there. It is on the disk when this returns; when it throws nothing is left. */
    public static void write(Path target, byte[] content) throws IOException {
        write(target, file -> {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        });
    }

    /** The same for what is not in memory at once. */
    public static void write(Path target, Content content) throws IOException {
        Path temporary = target.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX);
        try {
            writeThrough(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(target.getParent());
    }

    /**
     * Deletes a file if it is the temporary one of a writer that died long ago. One that cannot be deleted, because it
     * belongs to somebody else, stays: it does no harm.
     */
    public static void sweep(Path file, Instant now) {
        String name = file.getFileName().toString();
        File leftover = file.toFile();
        if (name.startsWith(PREFIX)
                && name.endsWith(SUFFIX)
                && leftover.lastModified() < now.minus(ABANDONED).toEpochMilli()) {
            leftover.delete();
        }
    }

    private static void writeThrough(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    /** Makes the rename itself last. Only POSIX systems let a folder be opened for that. */
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
