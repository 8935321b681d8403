package org.seedbank.integrity.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.files.Permissions;

/**
 * The mended form of a file while it is put together beside it. It takes the file's place whole, in one step that
 * outlasts a power cut, or goes away. For one thread.
 */
final class Replacement implements PieceSource, AutoCloseable {

    private final FilePlace place;
    private final Path temporary;
    private final Optional<BasicFileAttributes> original;
    private final FileChannel channel;

    private Replacement(FilePlace place, Path temporary, Optional<BasicFileAttributes> original, FileChannel channel) {
        this.place = place;
        this.temporary = temporary;
        this.original = original;
        this.channel = channel;
    }

    /**
     * Makes the file, with nothing in it, in place of one that an interrupted repair left.
     *
     * @param original what stands in the file's place now
     * @throws IOException also when its disk has no room for it
     */
    static Replacement create(FilePlace place, Path temporary, Optional<BasicFileAttributes> original, long length)
            throws IOException {
        long free = Disk.free(place.folder());
        if (free < length) {
            throw new IOException(
                    "it is copied for this, and its disk has %d bytes free of %d".formatted(free, length));
        }
        if (Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(temporary);
        }
        FileChannel channel = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                // Nobody may read the bytes meanwhile who may not read the file.
                original.isPresent() ? Permissions.like(place.path()) : new FileAttribute<?>[0]);
        return new Replacement(place, temporary, original, channel);
    }

    /** Null on systems that know no such permissions. */
    private static PosixFileAttributeView posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    void write(long position, ByteBuffer bytes) throws IOException {
        Stretches.write(channel, position, bytes);
    }

    @Override
    public boolean read(int file, long position, ByteBuffer into) throws InterruptedException {
        try {
            return Stretches.read(channel, position, into);
        } catch (IOException e) {
            Stretches.rethrowInterrupt();
            return false;
        }
    }

    /**
     * Takes the file's place, with its permissions and, where this process may give it away, its owner.
     *
     * @param aside where the file that stands there is kept; empty when it is not
     * @throws IOException when it cannot, or somebody has changed the file meanwhile
     */
    void takePlace(Optional<Path> aside) throws IOException {
        if (original.isPresent()) {
            keepAttributes();
        }
        channel.force(true);
        Optional<BasicFileAttributes> now = place.attributes();
        if (now.isPresent() != original.isPresent() || (now.isPresent() && !isUnchanged(now.get(), original.get()))) {
            throw new IOException("something else has written to it meanwhile");
        }
        if (aside.isPresent() && original.isPresent()) {
            keep(place.path(), aside.get());
        }
        Files.move(temporary, place.path(), StandardCopyOption.ATOMIC_MOVE);
        FilePlace.force(place.folder());
    }

    /** Under two names for a moment, so that it has one at any time; file systems without links rename it. */
    private static void keep(Path file, Path aside) throws IOException {
        try {
            Files.createLink(aside, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (e instanceof FileAlreadyExistsException taken) {
                throw taken;
            }
            Files.move(file, aside);
        }
        FilePlace.force(aside.getParent());
    }

    private static boolean isUnchanged(BasicFileAttributes now, BasicFileAttributes then) {
        return now.size() == then.size()
                && now.lastModifiedTime().equals(then.lastModifiedTime())
                && Objects.equals(now.fileKey(), then.fileKey());
    }

    private void keepAttributes() throws IOException {
        PosixFileAttributeView from = posix(place.path());
        PosixFileAttributeView to = posix(temporary);
        if (from == null || to == null) {
            return;
        }
        PosixFileAttributes kept = from.readAttributes();
        try {
            to.setGroup(kept.group());
            to.setOwner(kept.owner());
        } catch (IOException e) {
            // Only the system's administrator may give files away; then it belongs to whoever repairs.
        }
        to.setPermissions(kept.permissions());
    }

    /** Removes what has not taken its place. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
