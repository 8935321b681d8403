package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.seedbank.catalog.internal.files.UnusableFileException;

/** Reads what a {@link FrameWriter} wrote. Takes memory for one frame, and none for a length that is a lie. */
final class FrameReader {

    /** Many times what an item may take. */
    static final int MAX_FRAME = 1 << 25;

    private final FileChannel channel;
    private final CRC32C soFar = new CRC32C();
    private long left;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 18);

    /** Reads a file of this length in bytes. */
    FrameReader(FileChannel channel, long length) {
        this.channel = channel;
        this.left = length;
    }

    boolean hasMore() {
        return left > 0;
    }

    /** The next frame, which is whole; it is overwritten by the one after it. */
    Unpacker next() throws IOException {
        fill(Integer.BYTES);
        int length = buffer.getInt(0);
        if (length < 0 || length > MAX_FRAME || length > left - Integer.BYTES) {
            throw new UnusableFileException("holds a frame of %d bytes where %d are left".formatted(length, left));
        }
        soFar.update(buffer.array(), 0, Integer.BYTES);
        fill(length + Integer.BYTES);
        soFar.update(buffer.array(), 0, length);
        if (buffer.getInt(length) != (int) soFar.getValue()) {
            throw new UnusableFileException("is damaged");
        }
        return new Unpacker(buffer.array(), length);
    }

    private void fill(int count) throws IOException {
        if (count > left) {
            throw new UnusableFileException("ends too early");
        }
        left -= count;
        if (buffer.capacity() < count) {
            buffer = ByteBuffer.allocate(count);
        }
        buffer.clear().limit(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new UnusableFileException("ends too early");
            }
        }
    }
}
