package org.seedbank.catalog.internal.google;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.internal.calls.HttpStatus;

/** An authorization server said no. The message holds nothing of its answer but the status and the kind of error. */
public final class TokenRefusal extends IOException {

    private final int status;
    private final String error;
    private final Duration clockAhead;

    /**
     * A refusal.
     *
     * @param error the kind of error (RFC 6749 section 5.2), empty when the server did not say
     * @param clockAhead by how much this machine's clock was ahead of the server's; zero when it is not known
     */
    TokenRefusal(String host, int status, String error, Duration clockAhead) {
        super("'%s' answered %d%s".formatted(host, status, error.isEmpty() ? "" : " (" + error + ")"));
        this.status = status;
        this.error = error;
        this.clockAhead = clockAhead;
    }

    /** Tells whether the error is of this kind, such as {@code invalid_grant}. */
    public boolean is(String kind) {
        return error.equals(kind);
    }

    /** Tells whether the same request may succeed later. */
    public boolean mayPass() {
        return HttpStatus.isTransient(status);
    }

    /** How far this machine's clock is off, in words; empty when it is not, by all that is known. */
    public Optional<String> wrongClock() {
        Duration off = clockAhead.abs();
        return off.compareTo(Duration.ofMinutes(4)) < 0
                ? Optional.empty()
                : Optional.of("this machine's clock is %d minutes %s"
                        .formatted(off.toMinutes(), clockAhead.isNegative() ? "slow" : "fast"));
    }
}
