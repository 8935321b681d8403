package org.seedbank.web;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The body of an answer as it was before it was compressed, up to a limit of bytes and of time. Remembers what went
 * wrong, because parsers make failures of their own of it.
 */
final class AnswerBody extends InputStream {

    /** The two bytes that gzip begins with (RFC 1952), as one number. */
    private static final int GZIP = 0x1f8b;

    /** What zlib begins with (RFC 1950): a method, and as a number a multiple of this. */
    private static final int Z_DEFLATED = 8;

    private static final int ZLIB_CHECK = 31;

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9-]{1,20}");

    private final InputStream raw;
    private final String encoding;
    private final AnswerTime time;
    private final Optional<String> proxy;
    private final long most;

    /** Set anew by its own thread, as long as bytes come. */
    private volatile CompletableFuture<Void> timer;

    private volatile boolean closed;
    private long left;

    /** Bytes as they came over the network. */
    private final AtomicLong received = new AtomicLong();

    /** Opened by the first read, which is one that may wait. */
    private InputStream decoded;

    private IOException failure;

    /** Set by the timer's thread, before it closes the stream under the reader. */
    private volatile boolean late;

    /** A body that is not uncompressed, and as long as it is. */
    static AnswerBody asSent(HttpResponse<InputStream> response, AnswerTime time, Optional<String> proxy) {
        AnswerBody body = new AnswerBody(response, time, Long.MAX_VALUE, proxy);
        body.decoded = body.raw;
        return body;
    }

    /**
     * A body.
     *
     * @param proxy the proxy that it comes through, in words
     */
    AnswerBody(HttpResponse<InputStream> response, AnswerTime time, long most, Optional<String> proxy) {
        this.proxy = proxy;
        this.raw = counted(response.body());
        this.encoding = response.headers()
                .firstValue("Content-Encoding")
                .orElse("identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        this.time = time;
        this.most = most;
        this.left = most;
        endLater();
    }

    private InputStream counted(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                received.addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                received.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }

    private void endLater() {
        // Nobody waits for the end, and closing a stream fails in nothing that counts.
        timer = new CompletableFuture<>();
        var unused = timer.completeOnTimeout(null, Math.max(0, time.left(received.get())), TimeUnit.NANOSECONDS)
                .thenRunAsync(this::end);
    }

    /** Closing wakes a reader that waits. What has come meanwhile may have earned it more time. */
    private void end() {
        if (time.left(received.get()) > 0 && !closed) {
            endLater();
            return;
        }
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
            return new TooSlowException("no whole answer", time.taken(), e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new UnreadableBodyException("it cannot be uncompressed");
        }
        boolean ours = e instanceof TooLongException || e instanceof UnreadableBodyException;
        return proxy.isEmpty() || ours ? e : new ProxyBrokeException(proxy.get(), e);
    }

    /**
     * Servers label what they do not compress, and compress what they do not label. Nothing that is read here begins as
     * gzip does, so the bytes themselves say it.
     */
    private InputStream decoded() throws IOException {
        if (decoded == null) {
            PushbackInputStream body = new PushbackInputStream(raw, 2);
            byte[] start = body.readNBytes(2);
            body.unread(start);
            int first = start.length < 2 ? 0 : Byte.toUnsignedInt(start[0]) << 8 | Byte.toUnsignedInt(start[1]);
            decoded = first == GZIP ? unzipped(body) : labelled(body, first);
        }
        return decoded;
    }

    /** RFC 9110, 8.4.1: deflate has the frame of zlib (RFC 1950), and some servers leave that out. */
    private InputStream labelled(InputStream body, int first) throws IOException {
        boolean framed = (first >> 8 & 0x0f) == Z_DEFLATED && first % ZLIB_CHECK == 0;
        return switch (encoding) {
            case "", "identity", "gzip", "x-gzip" -> body;
            case "deflate" -> new InflaterInputStream(body, new Inflater(!framed));
            default -> {
                String name = TOKEN.matcher(encoding).matches() ? " with '" + encoding + "'" : "";
                throw new UnreadableBodyException("it is compressed%s, which was not asked for".formatted(name));
            }
        };
    }

    private static InputStream unzipped(InputStream body) throws IOException {
        try {
            return new GZIPInputStream(body);
        } catch (EOFException e) {
            throw new UnreadableBodyException("it cannot be uncompressed");
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.cancel(false);
        closeRaw();
    }
}
