package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "9994, 9.99 kB",
        "9995, 10.0 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "41894543, 41.9 MB",
        "1000000000000, 1.00 TB",
        "9223372036854775807, 9.22 EB"
    })
    void sizes_have_three_digits_and_a_unit_of_powers_of_1000(long bytes, String shown) {
        assertThat(SizeText.of(bytes)).isEqualTo(shown);
    }
}
