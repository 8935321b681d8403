package org.seedbank.catalog.serials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SerialTest {

    @Test
    void the_first_has_no_letter_and_the_others_count_from_b() {
        assertThat(List.of(1, 2, 3, 26, 27, 28, 702, 703))
                .extracting(place -> new Serial(12, place).toString())
                .containsExactly("12", "12b", "12c", "12z", "12aa", "12ab", "12zz", "12aaa");
    }

    @Test
    void every_serial_is_read_as_it_is_written() {
        for (int place = 1; place <= Serial.MAX_PLACE; place++) {
            Serial serial = new Serial(7, place);
            assertThat(Serial.parse(serial.toString())).contains(serial);
            assertThat(Serial.of(7, serial.letter())).isEqualTo(serial);
        }
    }

    @Test
    void upper_case_and_the_letter_of_the_first_are_understood() {
        assertThat(Serial.parse("12B")).contains(new Serial(12, 2));
        assertThat(Serial.parse("12a")).contains(Serial.of(12));
        assertThat(Serial.parse("007")).contains(Serial.of(7));
    }

    @Test
    void anything_else_is_no_serial() {
        for (String text : List.of("", "0", "0b", "b", "12 b", "12bbbb", "-1", "1234567890", "٣", "12é")) {
            assertThat(Serial.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new Serial(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Serial(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letters_stand_behind_their_number() {
        assertThat(List.of(new Serial(12, 27), Serial.of(13), new Serial(12, 2), Serial.of(12), Serial.of(2)).stream()
                        .sorted()
                        .map(Serial::toString))
                .containsExactly("2", "12", "12b", "12aa", "13");
    }
}
