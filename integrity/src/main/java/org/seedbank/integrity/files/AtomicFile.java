package org.seedbank.integrity.files;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
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

    /** Where the system keeps links to what a process has open, such as {@code /dev/stdout}. */
    private static final Set<String> SYSTEMS = Set.of("/dev", "/proc");

    private AtomicFile() {}

    /** Content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it to an empty file. */
        void writeTo(FileChannel file) throws IOException;
    }

    /** Puts a file in place, over what is there. It is on the disk when this returns; when it throws nothing is left. */
    public static void write(Path target, byte[] content) throws IOException {
        write(target, file -> writeAll(content, file));
    }

    /**
     * Puts one of many files in place, over what is there. Its bytes are on the disk when this returns, and its name is when
     * its folder is, by {@link DurableFolder#force}; when it throws nothing is left.
     */
    public static void writeOneOfMany(Path target, byte[] content) throws IOException {
        try (Draft draft = new Draft(target)) {
            writeAll(content, draft.channel());
            draft.rename();
        }
    }

    /** Puts in place what is not in memory at once. */
    public static void write(Path target, Content content) throws IOException {
        replace(target, content);
    }

    /**
     * Puts in place what only its owner may see: the file has the rights 0600 before the first byte is in it. Its folder
     * is made where it is missing, and in either case gets the rights 0700.
     */
    public static void writeSecret(Path target, byte[] content) throws IOException {
        Path folder = target.getParent();
        makeSecretFolder(folder);
        replace(target, file -> writeAll(content, file), Permissions.ownersFile(folder));
    }

    private static void writeAll(byte[] content, FileChannel file) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    /** Makes a folder, where it is missing, and gives it the rights 0700. It is on the disk when this returns. */
    public static void makeSecretFolder(Path folder) throws IOException {
        DurableFolder.makeForOwner(folder);
        Permissions.makeOwnersFolder(folder.toRealPath());
    }

    private static void replace(Path target, Content content, FileAttribute<?>... attributes) throws IOException {
        try (Draft draft = new Draft(target, attributes)) {
            content.writeTo(draft.channel());
            draft.put();
        }
    }

    /** A file that is written beside the one whose place it takes. Closing it before that leaves nothing of it. */
    public static final class Draft implements AutoCloseable {

        private final Path target;
        private final Path temporary;
        private final FileChannel channel;

        /** Begins an empty file, of which nobody is to see a part. */
        public Draft(Path target) throws IOException {
            this(target, new FileAttribute<?>[0]);
        }

        private Draft(Path target, FileAttribute<?>... attributes) throws IOException {
            this.target = target.toAbsolutePath();
            this.temporary = this.target.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX);
            this.channel = FileChannel.open(temporary, NEW, attributes);
        }

        /** Where to write it. */
        public FileChannel channel() {
            return channel;
        }

        /** Puts it in place, over what is there, and on the disk. */
        public void put() throws IOException {
            rename();
            DurableFolder.force(target.getParent());
        }

        private void rename() throws IOException {
            channel.force(true);
            channel.close();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Writes a new file, which is on the disk when this returns; its name is when its folder is. */
    public static void create(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW)) {
            writeAll(content, channel);
            channel.force(true);
        }
    }

    /** Renames on the same disk, over what is there, and makes that last. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(to.toAbsolutePath().getParent());
    }

    /** Something that writes itself piece by piece. */
    @FunctionalInterface
    public interface Text {
        /** Writes all of it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Puts a text in place in UTF-8, as {@link #write} does, unless a file with the same bytes is there already: that is
     * left alone.
     *
     * @return whether it was put in place
     */
    public static boolean update(Path target, Text text) throws IOException {
        try (Draft draft = new Draft(target)) {
            Writer out = new BufferedWriter(Channels.newWriter(draft.channel(), StandardCharsets.UTF_8));
            text.writeTo(out);
            out.flush();
            boolean same = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    && Files.mismatch(draft.temporary, target) < 0;
            if (!same) {
                draft.put();
            }
            return !same;
        }
    }

    /**
     * Refuses what a person names for a file of ours and what is none: a folder, a device, a pipe, also behind a link. A
     * link to a file is replaced itself, and not followed, so it can be replaced; but not one that the system gives.
     *
     * @throws java.nio.file.FileSystemException with the reason
     */
    public static void requireReplaceable(Path target) throws IOException {
        boolean systems = Files.isSymbolicLink(target)
                && isSystems(target.toAbsolutePath().getParent().toRealPath());
        if (systems || (Files.exists(target) && !Files.isRegularFile(target))) {
            throw new FileSystemException(
                    target.toString(), null, Files.isDirectory(target) ? "it is a folder" : "it is no regular file");
        }
    }

    private static boolean isSystems(Path folder) {
        return SYSTEMS.stream().anyMatch(folder::startsWith);
    }

    /** Tells whether a file of this name is, or was, being written. */
    public static boolean isTemporary(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /**
     * Deletes a file if it is the temporary one of a writer that died long ago. One that cannot be deleted, because it
     * belongs to somebody else, stays: it does no harm.
     */
    public static void sweep(Path file, Instant now) {
        String name = file.getFileName().toString();
        File leftover = file.toFile();
        if (isTemporary(name) && leftover.lastModified() < now.minus(ABANDONED).toEpochMilli()) {
            leftover.delete();
        }
    }
}
