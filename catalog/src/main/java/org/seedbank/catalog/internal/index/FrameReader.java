package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.seedbank.integrity.files.UnusableFileException;

/** Reads what a {@link FrameWriter} wrote. Takes memory for one frame, and none for a length that is a lie. */
final class FrameReader {

    /** Many times what an item may take. */
    static final int MAX_FRAME = 1 << 25;

    private final FileChannel channel;
    private final CRC32C soFar = new CRC32C();
    private long left;
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);

    /** Reads a file of this length in bytes. */
    FrameReader(FileChannel channel, long length) {
        this.channel = channel;
        this.left = length;
    }

    boolean hasMore() {
        return left > 0;
    }

    /** The next frame, which is whole. */
    byte[] next() throws IOException {
        int length = number();
        if (length < 0 || length > MAX_FRAME || length > left) {
            throw new UnusableFileException("holds a frame of %d bytes where %d are left".formatted(length, left));
        }
        soFar.update(number.array());
        ByteBuffer frame = ByteBuffer.allocate(length);
        fill(frame);
        soFar.update(frame.array());
        if (number() != (int) soFar.getValue()) {
            throw new UnusableFileException("is damaged");
        }
        return frame.array();
    }

    private int number() throws IOException {
        fill(number.clear());
        return number.getInt(0);
    }

    private void fill(ByteBuffer buffer) throws IOException {
        left -= buffer.remaining();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new UnusableFileException("ends too early");
            }
        }
    }
}
