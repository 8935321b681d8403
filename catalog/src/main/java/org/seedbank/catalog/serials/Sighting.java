package org.seedbank.catalog.serials;

import java.time.Instant;
import org.seedbank.integrity.Sha256;

/**
 * Describes what this machine once knew of a serial.
 *
 * @param shown the serial that the dataset had
 * @param published when its publisher posted it
 * @param noted the place among those of the same number that the entry itself told, 1 where it told none
 * @param counted whether the entry told no number, and it was counted
 * @param listed whether anybody was shown it, and not only its place was held
 */
public record Sighting(Sha256 digest, Serial shown, Instant published, int noted, boolean counted, boolean listed) {

    /** Two of one dataset under one serial differ in what they say of it: what is said later adds to it. */
    public Sighting and(Sighting later) {
        return new Sighting(
                digest,
                shown,
                later.published,
                Math.max(noted, later.noted),
                counted && later.counted,
                listed || later.listed);
    }
}
