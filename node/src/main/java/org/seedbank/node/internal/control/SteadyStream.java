package org.seedbank.node.internal.control;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Gives up on a body that comes drop by drop: a torrent of a megabyte takes a quarter of an hour at most. */
final class SteadyStream extends FilterInputStream {

    static final int MIN_BYTES_PER_SECOND = 1024;
    static final long START_SECONDS = 10;

    private final LongSupplier nanos;
    private final long start;
    private long count;

    SteadyStream(InputStream in, LongSupplier nanos) {
        super(in);
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        count += Math.max(n, 0);
        long seconds = NANOSECONDS.toSeconds(nanos.getAsLong() - start) - START_SECONDS;
        if (count < seconds * MIN_BYTES_PER_SECOND) {
            throw new IOException("the body comes too slowly");
        }
        return n;
    }
}
