package org.seedbank.catalog.serials;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.seedbank.integrity.Sha256;

/**
 * Describes what one entry says of its serial, and what decides when others say the same.
 *
 * @param digest the dataset
 * @param published when its publisher posted it, by the publisher's clock
 * @param serial what the entry says; empty in entries of early versions, which had no serials in them
 */
public record Claim(Sha256 digest, Instant published, Optional<Serial> serial) {

    /** Throws {@link NullPointerException} when a part is null. */
    public Claim {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(serial, "serial");
    }
}
