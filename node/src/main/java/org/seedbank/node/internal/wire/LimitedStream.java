package org.seedbank.node.internal.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to go on after too many bytes: neither side need say how much it sends. */
public final class LimitedStream extends FilterInputStream {

    private final long limit;
    private long count;

    /** Gives at most {@code limit} bytes, then throws {@link TooLong}. */
    public LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** There are more bytes than were allowed. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLong(long limit) {
            super("it has more than %d bytes".formatted(limit));
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) throws IOException {
        count += n;
        if (count > limit) {
            throw new TooLong(limit);
        }
    }
}
