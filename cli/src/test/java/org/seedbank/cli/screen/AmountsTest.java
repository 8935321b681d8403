package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "40, 0 s",
        "410, 0.4 s",
        "3000, 3 s",
        "9940, 9.9 s",
        "9960, 10 s",
        "59400, 59 s",
        "60000, 1 min",
        "3540000, 59 min",
        "3600000, 1 h",
        "86400000, 24 h",
        "172800000, 2 d",
        "9000000000, 104 d"
    })
    void times_have_one_unit(long millis, String shown) {
        assertThat(Amounts.duration(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @Test
    void rates_are_per_second() {
        assertThat(Amounts.rate(2_500_000)).isEqualTo("2.50 MB/s");
    }

    @ParameterizedTest
    @CsvSource({
        "-5, just now",
        "59, just now",
        "60, 1 minute ago",
        "3599, 59 minutes ago",
        "3600, 1 hour ago",
        "172799, 47 hours ago",
        "172800, 2 days ago"
    })
    void an_age_has_its_largest_unit(long seconds, String shown) {
        assertThat(Amounts.ago(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 files", "1, 1 file", "2, 2 files"})
    void one_file_is_not_many(long count, String shown) {
        assertThat(Amounts.files(count)).isEqualTo(shown);
    }
}
