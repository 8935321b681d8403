package org.seedbank.node.internal.serving;

import java.util.OptionalInt;

/** An answer that is none: its status, and why in words for a person. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SOON = 5;
    private static final int LATER = 60;

    private final int status;

    /** Seconds; negative for none. */
    private final int retry;

    private Refused(int status, String why, int retry) {
        super(why, null, false, false);
        this.status = status;
        this.retry = retry;
    }

    static Refused with(int status, String why) {
        return new Refused(status, why, -1);
    }

    static Refused malformed(String why) {
        return new Refused(400, why, -1);
    }

    static Refused nothing() {
        return new Refused(404, "there is nothing here", -1);
    }

    static Refused gone(String why) {
        return new Refused(410, why, -1);
    }

    /** It may be different in a moment. */
    static Refused busy(String why) {
        return new Refused(503, why, SOON);
    }

    /** It will be different when somebody has done something. */
    static Refused unavailable(String why) {
        return new Refused(503, why, LATER);
    }

    int status() {
        return status;
    }

    /** Seconds after which it is worth asking again. */
    OptionalInt retryAfter() {
        return retry < 0 ? OptionalInt.empty() : OptionalInt.of(retry);
    }
}
