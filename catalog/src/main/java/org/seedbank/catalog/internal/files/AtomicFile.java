package org.seedbank.catalog.internal.files;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Writes files whole or not at all, also through a power cut. */
public final class AtomicFile {

    /** Long after any writer that still lives has renamed its file, even over a slow network. */
    public static final Duration ABANDONED = Duration.ofDays(1);

    private static final String PREFIX = ".seedbank-";
    private static final String SUFFIX = ".tmp";
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private AtomicFile() {}

    /** Puts a file in place, over what is there. It is on the disk when this returns; when it throws nothing is left. */
    public static void write(Path target, byte[] content) throws IOException {
        replace(target, content);
    }

    /**
     * The same for what only its owner may see: the file has the rights 0600 before the first byte is in it. Its folder
     * is made where it is missing, and in either case gets the rights 0700.
     */
    public static void writeSecret(Path target, byte[] content) throws IOException {
        Path folder = target.getParent();
        makeSecretFolder(folder);
        replace(
                target,
                content,
                hasRights(folder) ? new FileAttribute<?>[] {rights("rw-------")} : new FileAttribute<?>[0]);
    }

    /** Makes a folder, where it is missing, and gives it the rights 0700. */
    public static void makeSecretFolder(Path folder) throws IOException {
        boolean posix = hasRights(folder);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, posix ? new FileAttribute<?>[] {rights("rwx------")} : new FileAttribute<?>[0]);
        }
        // Rights that are there already are not asked for: file systems without rights of their own refuse any change.
        if (posix && !Files.getPosixFilePermissions(folder).equals(PosixFilePermissions.fromString("rwx------"))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean hasRights(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?> rights(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private static void replace(Path target, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path temporary = target.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX);
        try {
            writeThrough(temporary, content, attributes);
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

    private static void writeThrough(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes the rename itself last. Only POSIX systems let a folder be opened for that. */
    private static void syncFolder(Path folder) throws IOException {
        if (hasRights(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
