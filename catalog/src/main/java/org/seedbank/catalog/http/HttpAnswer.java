package org.seedbank.catalog.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to one request, whose body is still to be read. For one thread, which closes it. */
public final class HttpAnswer implements AutoCloseable {

    private final HttpResponse<?> response;
    private final AnswerBody body;

    HttpAnswer(HttpResponse<?> response, AnswerBody body) {
        this.response = response;
        this.body = body;
    }

    /** The status, such as 200. */
    public int status() {
        return response.statusCode();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** All headers, by their names in lower case. */
    public Map<String, List<String>> headers() {
        return response.headers().map();
    }

    /** By how much this machine's clock is ahead of the server's; zero where the server tells no time. */
    public Duration clockAhead() {
        try {
            return header("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(date -> Duration.between(date.toInstant(), Instant.now()))
                    .orElse(Duration.ZERO);
        } catch (DateTimeException e) {
            // A server that writes dates of its own tells nothing about ours.
            return Duration.ZERO;
        }
    }

    /**
     * The body, uncompressed and bounded. Reading fails with {@link TooLongException}, {@link UnreadableBodyException} or
     * {@link java.net.http.HttpTimeoutException} where that is the reason.
     */
    public InputStream body() {
        return body;
    }

    /** Throws again what reading the body failed with, if it did: parsers make failures of their own of it. */
    public void rethrowFailure() throws IOException {
        body.rethrowFailure();
    }

    /** The whole body. */
    public byte[] bytes() throws IOException, InterruptedException {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            throw e;
        }
    }

    private static InterruptedException interrupted(IOException cause) {
        InterruptedException interrupted = new InterruptedException("interrupted while an answer was read");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** Ends reading; what was not read yet is not waited for. */
    @Override
    public void close() {
        body.close();
    }
}
