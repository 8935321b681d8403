package org.seedbank.integrity.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads and writes stretches of open files. An interrupt ends both, with an {@link IOException} of its own. */
final class Stretches {

    private Stretches() {}

    /** Fills {@code into} up to its limit; false where the file ends before. */
    static boolean read(FileChannel from, long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = from.read(into, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }

    /** Writes all that remains of {@code bytes}. */
    static void write(FileChannel to, long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += to.write(bytes, at);
        }
    }

    /** Throws when this thread was interrupted, which may be why reading or writing failed. */
    static void rethrowInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
