package org.seedbank.cli.screen;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time as JSON tells it: UTC by RFC 3339, with milliseconds at most, as some programs read no finer ones. */
public final class JsonTime {

    private JsonTime() {}

    public static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
