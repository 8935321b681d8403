package org.seedbank.catalog.drive.emulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One thing that goes wrong with one request. */
public final class Fault {

    /** What goes wrong. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** An error status, and nothing is done. */
        STATUS,
        /** An error page of a machine in front of Drive, and nothing is done. */
        HTML,
        /** The connection is reset, and nothing is done. */
        RESET,
        /** The work is done, then the connection is reset. */
        LOST_RESPONSE,
        /** The answer's {@code Content-Length} promises twice what comes. */
        TRUNCATED,
        /** The answer's body comes a byte at a time, or halts half-way until a latch opens. */
        SLOW,
        /** The first half of an answer, well delivered. */
        HALF_JSON,
        /** A number in place of the answer's object. */
        GARBAGE,
        /** Another text in place of a JSON answer. */
        DISTORTED,
        /** A text of JSON, whatever was asked, and nothing is done. */
        INSTEAD,
        /** A page with nothing on it and a token for the next one. */
        EMPTY_PAGE,
        /** A page with fewer items than were asked for. */
        SHORT_PAGE,
        /** A page that says that the search did not look everywhere. */
        INCOMPLETE_SEARCH,
        /** A page token that no longer counts. */
        EXPIRED_PAGE_TOKEN,
        /** Digests of other bytes. */
        WRONG_MD5
    }

    private static final Fault NOTHING = new Fault(Kind.NONE, 0, "");

    private final Kind kind;

    /** The status, or the size of a page. */
    private final int number;

    private final String reason;
    private Duration pause = Duration.ZERO;
    private CountDownLatch release;
    private UnaryOperator<String> distortion = UnaryOperator.identity();

    private Fault(Kind kind, int number, String reason) {
        this.kind = kind;
        this.number = number;
        this.reason = reason;
    }

    static Fault none() {
        return NOTHING;
    }

    /** A fault that needs no more than its name, such as {@link Kind#RESET}. */
    public static Fault of(Kind kind) {
        return new Fault(kind, 0, "");
    }

    /** An error answer, such as 403 with {@code rateLimitExceeded}. */
    public static Fault status(int code, String reason) {
        return new Fault(Kind.STATUS, code, reason);
    }

    /** The same with a {@code Retry-After} in whole seconds. */
    public static Fault status(int code, String reason, Duration retryAfter) {
        Fault fault = status(code, reason);
        fault.pause = retryAfter;
        return fault;
    }

    /** An HTML error page, as of a 502. */
    public static Fault html(int code) {
        return new Fault(Kind.HTML, code, "");
    }

    /** A good answer in JSON with another text in its place. */
    public static Fault distorted(UnaryOperator<String> distortion) {
        Fault fault = of(Kind.DISTORTED);
        fault.distortion = distortion;
        return fault;
    }

    /** A text of JSON in place of any answer, good or bad. */
    public static Fault instead(Supplier<String> text) {
        Fault fault = of(Kind.INSTEAD);
        fault.distortion = any -> text.get();
        return fault;
    }

    /** A page of at most so many items. */
    public static Fault shortPage(int size) {
        return new Fault(Kind.SHORT_PAGE, size, "");
    }

    /** A body that comes one byte at a time, with a pause after each. */
    public static Fault slow(Duration pause) {
        Fault fault = of(Kind.SLOW);
        fault.pause = pause;
        return fault;
    }

    /** A body whose second half comes when the latch opens; a minute later the connection ends. */
    public static Fault halting(CountDownLatch release) {
        Fault fault = of(Kind.SLOW);
        fault.release = release;
        return fault;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    Kind kind() {
        return kind;
    }

    int number() {
        return number;
    }

    String reason() {
        return reason;
    }

    Duration pause() {
        return pause;
    }

    UnaryOperator<String> distortion() {
        return distortion;
    }

    /** Null where there is no latch. */
    CountDownLatch release() {
        return release;
    }

    int pageSize(int wanted) {
        return switch (kind) {
            case EMPTY_PAGE -> 0;
            case SHORT_PAGE -> Math.min(number, wanted);
            default -> wanted;
        };
    }

    /** Whether such a request can suffer it. */
    boolean concerns(Request request) {
        return switch (kind) {
            case EMPTY_PAGE, SHORT_PAGE, INCOMPLETE_SEARCH ->
                request.method().equals("GET") && request.path().equals("/drive/v3/files");
            case EXPIRED_PAGE_TOKEN -> request.query().has("pageToken");
            default -> true;
        };
    }
}
