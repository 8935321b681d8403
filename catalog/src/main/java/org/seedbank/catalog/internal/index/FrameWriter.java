package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Appends frames of bytes to a file, each with its length before it and a checksum of the whole file so far behind it. */
final class FrameWriter {

    private final FileChannel channel;
    private final long limit;
    private final CRC32C soFar = new CRC32C();

    /** Writes at most {@code limit} bytes. */
    FrameWriter(FileChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** Writes what is packed, and clears it. */
    void add(Packer packed) throws IOException {
        add(packed.array(), packed.length());
        packed.clear();
    }

    /** Writes the first {@code length} bytes. */
    void add(byte[] bytes, int length) throws IOException {
        if (length > FrameReader.MAX_FRAME || channel.position() + length + 2 * Integer.BYTES > limit) {
            throw new IOException("it would be too large");
        }
        ByteBuffer frame = ByteBuffer.allocate(length + 2 * Integer.BYTES);
        frame.putInt(length).put(bytes, 0, length);
        soFar.update(frame.array(), 0, frame.position());
        frame.putInt((int) soFar.getValue()).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }
}
