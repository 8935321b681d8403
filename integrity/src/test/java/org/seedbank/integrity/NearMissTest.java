package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A misspelt word is answered with the one that was probably meant. */
class NearMissTest {

    private static final List<String> NAMES = List.of("soil-2024", "ice-cores", "ice-sheets");

    @Test
    void a_word_that_differs_in_a_letter_or_two_is_near() {
        assertThat(NearMiss.of("soil-2042", NAMES)).contains("soil-2024");
        assertThat(NearMiss.of("rain-2020", NAMES)).isEmpty();
    }

    @Test
    void the_beginning_of_one_word_alone_is_near_to_it() {
        assertThat(NearMiss.of("soil", NAMES)).contains("soil-2024");
        assertThat(NearMiss.of("ice", NAMES)).isEmpty();
        assertThat(NearMiss.of("so", NAMES)).isEmpty();
    }
}
