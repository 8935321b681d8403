package org.seedbank.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to one request, whose body is still to be read. For one thread, which closes it. */
public final class HttpAnswer implements AutoCloseable {

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    private final URI uri;
    private final HttpResponse<?> response;
    private final AnswerBody body;
    private final Optional<String> unfollowed;
    private final String proxy;

    /**
     * An answer.
     *
     * @param unfollowed why its redirect is not followed
     * @param proxy the proxy that it came through, in words
     */
    HttpAnswer(
            URI uri, HttpResponse<?> response, AnswerBody body, Optional<String> unfollowed, Optional<String> proxy) {
        this.uri = uri;
        this.response = response;
        this.body = body;
        this.unfollowed = unfollowed;
        this.proxy = proxy.orElse("");
    }

    /** The address that answered, after all redirects. */
    public URI uri() {
        return uri;
    }

    /** The status, such as 200. */
    public int status() {
        return response.statusCode();
    }

    /**
     * Where a redirect leads, without what may be secret, and why it is not followed, in words that go on after the name of a
     * place. Empty for any other answer, and where no redirect was to be followed. It has a stranger's text in it.
     */
    public Optional<String> unfollowed() {
        return unfollowed;
    }

    /**
     * Why this is not what was asked for, by its status: words that go on after the name of a place, such as {@code the server
     * answered 503: it is busy or out of order; it wants to be asked again in 2 minutes}.
     */
    public String refusal() {
        String meaning = unfollowed.orElseGet(() -> switch (status()) {
            case 401 -> "it wants a login";
            case 403 -> "it does not let this be had";
            case 404 -> "there is nothing at that address";
            case 410 -> "there is nothing at that address any more";
            case 429 -> "it is asked too often";
            case 502, 504 -> "the server behind it does not answer";
            case 503 -> "it is busy or out of order";
            default -> status() >= 500 ? "it has trouble of its own" : "that is not what was asked for";
        });
        String later = retryAfter()
                .map(time -> "; it wants to be asked again %s".formatted(words(time)))
                .orElse("");
        return "the server answered %d: %s%s%s".formatted(status(), meaning, later, through());
    }

    /**
     * Names the proxy that the answer came through, and may be of: {@code ; it was asked through the proxy 'p.example:3128', which
     * the variable 'HTTP_PROXY' names}. Empty where it came from the server itself.
     */
    public String through() {
        return proxy;
    }

    /** How long the server wants to be left alone (RFC 9110, 10.2.3); empty where it does not say. */
    public Optional<Duration> retryAfter() {
        return header("Retry-After").flatMap(value -> RetryAfter.parse(value, Instant.now()));
    }

    private static String words(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        if (seconds == 0) {
            return "at once";
        }
        if (seconds < 2 * MINUTE) {
            return "in " + count(seconds, "second");
        }
        boolean hours = seconds >= 2 * HOUR;
        long unit = hours ? HOUR : MINUTE;
        return "in " + count((seconds + unit - 1) / unit, hours ? "hour" : "minute");
    }

    private static String count(long number, String unit) {
        return "%d %s%s".formatted(number, unit, number == 1 ? "" : "s");
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
        return header("Date")
                .flatMap(ServerClocks::instant)
                .map(date -> Duration.between(date, Instant.now()))
                .orElse(Duration.ZERO);
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

    /** Ends reading, also for another thread that waits for bytes; what was not read yet is not waited for. */
    @Override
    public void close() {
        body.close();
    }
}
