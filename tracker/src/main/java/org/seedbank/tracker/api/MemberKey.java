package org.seedbank.tracker.api;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Facts about a member's key, which itself is not kept.
 *
 * @param name for whom or what it is: 1 to 64 letters, digits, dots, hyphens, underscores and at signs
 * @param added when it was made
 * @param expires from when on it is not valid any more
 */
public record MemberKey(String name, Instant added, Instant expires) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    /** Throws {@link IllegalArgumentException} for a name with other characters. */
    public MemberKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a key: 1 to 64 letters, digits, dots, hyphens, underscores and at signs"
                            .formatted(name));
        }
        Objects.requireNonNull(added, "added");
        Objects.requireNonNull(expires, "expires");
    }

    /** Tells whether it is valid at a moment. */
    public boolean isValidAt(Instant moment) {
        return moment.isBefore(expires);
    }
}
