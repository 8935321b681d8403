package org.seedbank.downloading;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;

/** Keeps two processes from fetching into one place. Dies with its process, however that ends. */
final class TargetLock implements AutoCloseable {

    private final FileChannel channel;

    private TargetLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of a place at once, or says that another has it. */
    static TargetLock take(Path locks, Path root) {
        String key = Sha256.digestOf(root.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
        Path file = locks.resolve(key + ".lock");
        try {
            Files.createDirectories(locks);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new DownloadingException.Busy(root);
            }
            return new TargetLock(channel);
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(file, IoReason.of(e), e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the place free. The empty file stays: deleting it could take the lock of another who just opened it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a lock file failed", e);
        }
    }
}
