package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Copies one file of a known length. A Java from version 20 on asks Linux for it in one call ({@code copy_file_range}), so
 * that file systems such as btrfs and XFS share the blocks (a reflink) until one of the two is written to; an older one, and
 * other systems, copy the bytes.
 */
public final class FileCopy {

    /** An interrupt is noticed after so many bytes. A power of two, as blocks are shared whole. */
    private static final long BLOCK = 8 << 20;

    private FileCopy() {}

    /**
     * Copies to a place where nothing is.
     *
     * @param progress is told how many bytes of the file there are, now and then
     * @return false when {@code from} is no file, or none of that many bytes or more; what was copied until then stays
     * @throws IOException when one of the two cannot be read or written
     * @throws InterruptedException when this thread is interrupted; what was copied until then stays
     */
    public static boolean copy(Path from, Path to, long length, LongConsumer progress)
            throws IOException, InterruptedException {
        // To open a pipe would be to wait for its other end.
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<OpenOption> reading = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel in = FileChannel.open(from, reading);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < length; ) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long moved = in.transferTo(at, Math.min(BLOCK, length - at), out);
                if (moved <= 0) {
                    return false;
                }
                at += moved;
                progress.accept(at);
            }
            return true;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (NoSuchFileException e) {
            if (!e.getFile().equals(from.toString())) {
                throw e;
            }
            return false; // It went away just now.
        }
    }
}
