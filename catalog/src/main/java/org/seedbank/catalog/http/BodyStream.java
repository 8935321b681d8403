package org.seedbank.catalog.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The body of an answer as it was before it was compressed, up to a limit. Remembers what went wrong, because parsers
 * make failures of their own of it.
 */
final class BodyStream extends FilterInputStream {

    /** A body is longer than is read; the message is an amount. */
    static final class TooLongException extends IOException {
        TooLongException(int limit) {
            super("more than %d bytes".formatted(limit));
        }
    }

    private final int limit;
    private long left;
    private IOException failure;

    private BodyStream(InputStream body, int limit) {
        super(body);
        this.limit = limit;
        this.left = limit;
    }

    /**
     * The body of an answer.
     *
     * @param limit how many bytes it may have after it was uncompressed
     */
    static BodyStream of(HttpResponse<?> answer, InputStream body, int limit) throws IOException {
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> new BodyStream(body, limit);
            case "gzip", "x-gzip" -> new BodyStream(unzipped(body), limit);
            default ->
                throw new UnusableAnswerException(
                        "its server compresses files in a way that was not asked for",
                        "tell whoever keeps the server; 'gzip' is understood");
        };
    }

    private static InputStream unzipped(InputStream body) throws IOException {
        try {
            return new GZIPInputStream(body);
        } catch (ZipException | EOFException e) {
            throw damaged();
        }
    }

    private static UnusableAnswerException damaged() {
        return new UnusableAnswerException(
                "what came is damaged: it cannot be uncompressed", "try again later, or tell whoever keeps the server");
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
            int count = super.read(bytes, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new TooLongException(limit);
            }
            return count;
        } catch (ZipException e) {
            failure = damaged();
            throw failure;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
