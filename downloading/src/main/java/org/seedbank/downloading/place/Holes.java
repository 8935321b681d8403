package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Parts of files that nobody has written to. The runtime does not tell how much room a file takes, so it is looked whether
 * there is anything but zeros: programs that fetch make files with holes, or with zeros, in their full length.
 */
final class Holes {

    /** As long as the parts that are written at once; only their beginnings are read. */
    private static final int PART = 256 << 10;

    private static final int BEGINNING = 4 << 10;

    private Holes() {}

    /** Bytes of the parts that do not begin with zeros: an estimate, and less than there is rather than more. */
    static long written(Path file) throws IOException {
        long written = 0;
        ByteBuffer buffer = ByteBuffer.allocate(BEGINNING);
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long length = channel.size();
            for (long at = 0; at < length; at += PART) {
                buffer.clear();
                channel.read(buffer, at);
                written += isZeros(buffer.flip()) ? 0 : Math.min(PART, length - at);
            }
        }
        return written;
    }

    private static boolean isZeros(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (bytes.get() != 0) {
                return false;
            }
        }
        return true;
    }
}
