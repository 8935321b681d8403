package org.seedbank.uploading.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

final class ClockCheckTest {

    private static final Instant NOW = Instant.parse("2024-05-17T12:00:00Z");

    private static Listing published(Instant time) {
        Entry entry = Entry.builder(new Sha256("a".repeat(64)))
                .title("Soil depth")
                .published(time)
                .files(1)
                .pieceLength(16384)
                .infohashV1(new InfoHash("b".repeat(40)))
                .build();
        return Listing.of(URI.create("dir:/soil"), List.of(entry), List.of());
    }

    @Test
    void an_entry_that_is_dated_more_than_a_day_ahead_is_told() {
        assertThat(ClockCheck.warning(published(NOW.plus(Duration.ofHours(25))), NOW))
                .contains(
                        "'Soil depth', serial 1, is dated 2024-05-18T13:00:00Z, more than a day ahead of this machine's"
                                + " clock: one of the two is wrong");
    }

    @Test
    void entries_of_the_past_and_clocks_a_little_ahead_are_no_news() {
        assertThat(ClockCheck.warning(published(NOW.minus(Duration.ofDays(900))), NOW))
                .isEmpty();
        assertThat(ClockCheck.warning(published(NOW.plus(Duration.ofHours(23))), NOW))
                .isEmpty();
    }
}
