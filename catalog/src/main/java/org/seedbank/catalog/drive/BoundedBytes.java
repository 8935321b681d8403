package org.seedbank.catalog.drive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes up to a limit. For one thread. */
final class BoundedBytes extends OutputStream {

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] part, int offset, int length) throws IOException {
        if (bytes.size() + (long) length > limit) {
            throw new IOException("it has more than %d bytes".formatted(limit));
        }
        bytes.write(part, offset, length);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
