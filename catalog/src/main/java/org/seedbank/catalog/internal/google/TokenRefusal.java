package org.seedbank.catalog.internal.google;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.internal.calls.HttpStatus;

/** An authorization server said no. The message holds nothing of its answer but the status and the kind of error. */
public final class TokenRefusal extends IOException {

    private final int status;
    private final String error;
    private final String subtype;
    private final boolean untimely;
    private final Duration clockAhead;

    /**
     * A refusal.
     *
     * @param error the kind of error (RFC 6749 section 5.2), empty when the server did not say
     * @param subtype Google's further word for it, its {@code error_subtype}; empty when it did not say
     * @param untimely whether the server says that what was signed is not of its time
     * @param clockAhead by how much this machine's clock was ahead of the server's; zero when it is not known
     */
    TokenRefusal(String host, int status, String error, String subtype, boolean untimely, Duration clockAhead) {
        super("'%s' answered %d%s"
                .formatted(
                        host,
                        status,
                        error.isEmpty() ? "" : " (" + error + (subtype.isEmpty() ? "" : ", " + subtype) + ")"));
        this.status = status;
        this.error = error;
        this.subtype = subtype;
        this.untimely = untimely;
        this.clockAhead = clockAhead;
    }

    /** Tells whether the error, or its further word, is of this kind, such as {@code invalid_grant}. */
    public boolean is(String kind) {
        return error.equals(kind) || subtype.equals(kind);
    }

    /** The most exact word that the server had; empty when it had none. */
    public String kind() {
        return subtype.isEmpty() ? error : subtype;
    }

    /** Tells whether the same request may succeed later. */
    public boolean mayPass() {
        return HttpStatus.isTransient(status);
    }

    /** How far this machine's clock is off, in words; empty when it is not, by all that is known. */
    public Optional<String> wrongClock() {
        Duration off = clockAhead.abs();
        if (off.compareTo(Duration.ofMinutes(4)) < 0) {
            return untimely ? Optional.of("this machine's clock is not Google's") : Optional.empty();
        }
        return Optional.of("this machine's clock is %d minutes %s"
                .formatted(off.toMinutes(), clockAhead.isNegative() ? "slow" : "fast"));
    }
}
