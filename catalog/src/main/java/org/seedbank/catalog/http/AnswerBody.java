package org.seedbank.catalog.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The body of an answer as it was before it was compressed, up to a limit of bytes and of time. Remembers what went
 * wrong, because parsers make failures of their own of it.
 */
final class AnswerBody extends InputStream {

    private final InputStream raw;
    private final String encoding;
    private final Duration limit;
    private final int most;
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private long left;

    /** Opened by the first read, which is one that may wait. */
    private InputStream decoded;

    private IOException failure;

    /** Set by the timer's thread, before it closes the stream under the reader. */
    private volatile boolean late;

    AnswerBody(HttpResponse<InputStream> response, long deadline, Duration limit, int most) {
        this.raw = response.body();
        this.encoding = response.headers()
                .firstValue("Content-Encoding")
                .orElse("identity")
                .toLowerCase(Locale.ROOT);
        this.limit = limit;
        this.most = most;
        this.left = most;
        // Nobody waits for the end, and closing a stream fails in nothing that counts.
        var unused = timer.completeOnTimeout(null, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                .thenRunAsync(this::end);
    }

    /** Closing wakes a reader that waits. */
    private void end() {
        late = true;
        closeRaw();
    }

    private void closeRaw() {
        try {
            raw.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
            return;
        }
    }

    /** Throws again what reading failed with, if it did. */
    void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = decoded().read(bytes, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new TooLongException(most);
            }
            return count;
        } catch (IOException e) {
            failure = meaning(e);
            throw failure;
        }
    }

    private IOException meaning(IOException e) {
        if (late) {
            IOException slow = new HttpTimeoutException("it took longer than %d s".formatted(limit.toSeconds()));
            slow.initCause(e);
            return slow;
        }
        return e instanceof ZipException ? new UnreadableBodyException("it cannot be uncompressed") : e;
    }

    private InputStream decoded() throws IOException {
        if (decoded == null) {
            decoded = switch (encoding) {
                case "identity" -> raw;
                case "gzip", "x-gzip" -> unzipped();
                default -> throw new UnreadableBodyException("it is compressed in a way that was not asked for");
            };
        }
        return decoded;
    }

    private InputStream unzipped() throws IOException {
        try {
            return new GZIPInputStream(raw);
        } catch (EOFException e) {
            throw new UnreadableBodyException("it cannot be uncompressed");
        }
    }

    @Override
    public void close() {
        timer.cancel(false);
        closeRaw();
    }
}
