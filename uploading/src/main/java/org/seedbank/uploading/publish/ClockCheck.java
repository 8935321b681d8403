package org.seedbank.uploading.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;

/** Compares this machine's clock with those that a catalog's entries were published by. */
final class ClockCheck {

    /** Clocks that nobody sets are some minutes off, and one in another time zone is less than a day. */
    private static final Duration MOST = Duration.ofDays(1);

    private ClockCheck() {}

    /** The warning for when another clock is far ahead. Nothing is dated by it: each entry has its own publisher's time. */
    static Optional<String> warning(Listing listing, Instant now) {
        return listing.entries().stream()
                .max(Comparator.comparing(Listed::published))
                .filter(newest -> newest.published().isAfter(now.plus(MOST)))
                .map(newest ->
                        "'%s', serial %s, is dated %s, more than a day ahead of this machine's clock: one of the two is wrong"
                                .formatted(newest.entry().title(), newest.reference(), newest.published()));
    }
}
