package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OwnNamesTest {

    private static final String SUFFIX = ".changed-20260131T083214Z";

    @Test
    void puts_a_suffix_behind_a_name() {
        assertThat(OwnNames.beside("ph.csv", SUFFIX)).isEqualTo("ph.csv.changed-20260131T083214Z");
        assertThat(OwnNames.beside("w".repeat(118), SUFFIX)).isEqualTo("w".repeat(118) + SUFFIX);
    }

    /** eCryptfs takes 143 bytes, and other disks 255. */
    @Test
    void never_makes_a_legal_name_too_long() {
        for (String name :
                new String[] {"w".repeat(119), "w".repeat(255), "\u6c34".repeat(85), "\ud83c\udf31".repeat(63)}) {
            String beside = OwnNames.beside(name, SUFFIX);

            assertThat(beside.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(140, 143);
            assertThat(beside)
                    .startsWith(name.substring(0, 24))
                    .endsWith(SUFFIX)
                    .isEqualTo(new String(beside.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    @Test
    void keeps_long_names_apart() {
        assertThat(OwnNames.beside("w".repeat(254) + "a", SUFFIX))
                .isNotEqualTo(OwnNames.beside("w".repeat(254) + "b", SUFFIX));
    }
}
