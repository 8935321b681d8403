package org.seedbank.cli.screen;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Words for when all files of a dataset were last found intact. */
public final class VerifiedText {

    private VerifiedText() {}

    /**
     * Says it for one dataset.
     *
     * @param damaged whether damage was found since, so that nobody takes it for intact
     */
    public static String of(Instant verified, boolean damaged) {
        return verified.truncatedTo(ChronoUnit.SECONDS) + (damaged ? ", before the damage" : "");
    }
}
