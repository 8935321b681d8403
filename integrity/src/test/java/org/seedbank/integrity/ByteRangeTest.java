package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ByteRangeTest {

    @Test
    void its_length_is_what_lies_between_start_and_end() {
        assertThat(new ByteRange(3, 10).length()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "5, 5", "5, 4"})
    void refuses_a_range_that_is_empty_or_begins_below_zero(long start, long end) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteRange(start, end))
                .withMessage("not a byte range: %d to %d", start, end);
    }

    @Test
    void ranges_that_touch_become_one() {
        List<ByteRange> ranges = new ArrayList<>();

        ByteRange.append(ranges, 0, 10);
        ByteRange.append(ranges, 10, 20);
        ByteRange.append(ranges, 21, 30);

        assertThat(ranges).containsExactly(new ByteRange(0, 20), new ByteRange(21, 30));
    }
}
