package org.seedbank.catalog.drive.login;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to log in to Google Drive.
 *
 * @param credentials the credentials file; without one, the OAuth client or service account of the login before
 * @param scope what the login may do. Without one, {@link DriveScope#FILE} for a person, and {@link DriveScope#FULL} for
 *     a service account: that can do no more than what is shared with it, and has to publish into shared drives
 * @param port where on 127.0.0.1 the browser comes back to; 0 takes any free port
 * @param timeout how long a person has to answer, at most a day
 */
public record LoginRequest(Optional<Path> credentials, Optional<DriveScope> scope, int port, Duration timeout) {

    /** How long a person has to answer unless told otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LAST_PORT = 65_535;

    /** Throws {@link IllegalArgumentException} when port or time-out are out of their range. */
    public LoginRequest {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(scope, "scope");
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("%d is no port".formatted(port));
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("nobody can be waited for so long: " + timeout);
        }
    }

    /** With a credentials file, and everything else as usual. */
    public static LoginRequest with(Path credentials) {
        return new LoginRequest(Optional.of(credentials), Optional.empty(), 0, USUAL_TIMEOUT);
    }
}
