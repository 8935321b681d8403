package org.seedbank.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTextTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1000K,1000000", "5M,5000000", "1.5m,1500000", "0.001K,1", "1000G,1000000000000"})
    void reads_powers_of_1000(String text, long rate) {
        assertThat(RateText.parse(text)).contains(rate);
    }

    @Test
    void reads_no_limit() {
        assertThat(RateText.parse("None")).isEmpty();
    }

    @Property
    void reads_back_what_it_shows(@ForAll Optional<@LongRange(max = RateText.MAX) Long> rate) {
        assertThat(RateText.parse(RateText.format(rate))).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "K",
                "-1",
                "+1",
                "1T",
                "1KB",
                "1 K",
                "1,5M",
                ".5M",
                "1.K",
                "0x10",
                "1e6",
                "99999999999999",
                "NaN"
            })
    void refuses_what_is_no_rate(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateText.parse(text))
                .withMessage("'%s' is not a rate: write bytes per second such as '500K' or '1.5M', or 'none'", text);
    }

    @Test
    void refuses_more_than_a_network_carries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateText.parse("1000.000000001G"))
                .withMessage("the rate '1000.000000001G' is larger than 1000G; 'none' lifts a limit");
    }

    @Test
    void refuses_parts_of_a_byte() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateText.parse("1.5"))
                .withMessage("the rate '1.5' is not a whole number of bytes");
    }
}
