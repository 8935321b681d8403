package org.seedbank.integrity.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PieceLengthTest {

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @ValueSource(ints = {16 << 10, 1 << 20, 16 << 20})
    void takes_powers_of_two_from_16_kib_to_16_mib(int bytes) {
        assertThat(new PieceLength(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -16384, 0, 1, 8 << 10, 16383, 16385, 48 << 10, 32 << 20})
    void refuses_every_other_number(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PieceLength(bytes))
                .withMessage("the piece length %d is not a power of two from 16 KiB to 16 MiB", bytes);
    }

    @Test
    void is_the_smallest_for_data_of_less_than_1024_pieces() {
        assertThat(chosenFor(1, 1)).isEqualTo(16 * KIB);
        assertThat(chosenFor(1, 32 * MIB - 1)).isEqualTo(16 * KIB);
        assertThat(chosenFor(1, 32 * MIB)).isEqualTo(32 * KIB);
    }

    @Test
    void is_the_largest_for_data_of_16_gib_and_more() {
        assertThat(chosenFor(1, 16 * GIB - 1)).isEqualTo(8 * MIB);
        assertThat(chosenFor(1, 16 * GIB)).isEqualTo(16 * MIB);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "42 MB in 76 files,               76, 552632,        32768",
        "1 GB in 204 files,              204, 4901961,      524288",
        "300 GB in 3 files,                3, 100000000000, 16777216",
        "1 TB in one file,                 1, 1000000000000, 16777216",
        "100000 files of 4 KiB,       100000, 4096,          16384",
        "1 TB in 1000000 files,      1000000, 1000000,     1048576"
    })
    void leaves_about_a_thousand_pieces_and_little_padding(String data, int files, long length, long expected) {
        assertThat(chosenFor(files, length)).as(data).isEqualTo(expected);
    }

    private static int chosenFor(int files, long length) {
        List<Long> lengths = Collections.nCopies(files, length);
        return PieceLength.choose(lengths).bytes();
    }
}
