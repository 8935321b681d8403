package org.seedbank.downloading.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.ProcessLock;

/**
 * Keeps others from writing to a place: threads, processes, and other people's homes and accounts. Dies with its process,
 * however that ends.
 *
 * <p>It lies with the places, in the folder that holds them, where everybody who may write sees the same one. Each place is
 * one part of it, whose number is a hash of the place's name.
 */
public final class TargetLock implements AutoCloseable {

    static final String NAME = ".seedbank-places.lock";

    /** Empty where the file system knows no locks, or nobody with our rights could write anyway. */
    private final Optional<ProcessLock> lock;

    private TargetLock(Optional<ProcessLock> lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock of a place at once, or says that another has it.
     *
     * @param root the place, without links in the path of its folder
     * @throws DownloadingException.Busy when somebody has it
     */
    public static TargetLock take(Path root) {
        Path file = home(root).resolve(NAME);
        try {
            Optional<ProcessLock> taken = ProcessLock.tryTakePart(file, part(root));
            if (taken.isEmpty()) {
                throw new DownloadingException.Busy(root);
            }
            return new TargetLock(taken);
        } catch (ProcessLock.Unsupported e) {
            return new TargetLock(Optional.empty());
        } catch (AccessDeniedException e) {
            // One that we may not open is another account's; where we may not make one, we may write nothing either.
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new DownloadingException.Busy(root);
            }
            return new TargetLock(Optional.empty());
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(file, IoReason.of(e), e);
        }
    }

    /** A person who may not write beside a copy can still repair it inside. */
    private static Path home(Path root) {
        boolean inside = !Files.isWritable(root.getParent()) && Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
        return inside ? root : root.getParent();
    }

    /** Two of a million places share their 62 bits with a chance of one in nine million. */
    private static long part(Path root) {
        Sha256 hash = Sha256.digestOf(root.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash.bytes()).getLong() >>> 2;
    }

    /** Gives the place free. */
    @Override
    public void close() {
        if (lock.isPresent()) {
            try {
                lock.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a lock file failed", e);
            }
        }
    }
}
