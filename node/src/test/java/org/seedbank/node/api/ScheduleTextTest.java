package org.seedbank.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTextTest {

    @Test
    void reads_hours_days_and_rates() {
        assertThat(ScheduleText.parse("08:00-18:00 mon-wed,sat up 100K down none"))
                .isEqualTo(new ScheduleRule(
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0),
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY),
                        Optional.of(100_000L),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    22:00-24:00 DAILY                | 22:00-00:00 daily up none down none
                    00:00-00:00 fri-mon down 1.5M    | 00:00-00:00 mon,fri-sun up none down 1500K
                    07:30-08:00 sun,sat up 0         | 07:30-08:00 sat-sun up 0 down none
                    """)
    void shows_a_rule_in_one_way_however_it_was_written(String written, String shown) {
        assertThat(ScheduleText.format(ScheduleText.parse(written))).isEqualTo(shown);
    }

    @Property
    void reads_back_what_it_shows(
            @ForAll @IntRange(max = 1439) int from,
            @ForAll @IntRange(max = 1439) int to,
            @ForAll @Size(min = 1) Set<DayOfWeek> days,
            @ForAll Optional<@LongRange(max = RateText.MAX) Long> up,
            @ForAll Optional<@LongRange(max = RateText.MAX) Long> down) {
        ScheduleRule rule =
                new ScheduleRule(LocalTime.of(from / 60, from % 60), LocalTime.of(to / 60, to % 60), days, up, down);

        assertThat(ScheduleText.parse(ScheduleText.format(rule))).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "08:00 mon",
                "8:00-18:00 mon",
                "25:00-18:00 mon",
                "24:00-18:00 mon",
                "08:00-24:01 mon",
                "08:60-18:00 mon",
                "08:00-18:00",
                "08:00-18:00 someday",
                "08:00-18:00 mon,",
                "08:00-18:00 mon-tue-wed",
                "08:00-18:00 mon up",
                "08:00-18:00 mon up -1",
                "08:00-18:00 mon up 1K down 1K up 1K"
            })
    void refuses_what_is_no_rule(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ScheduleText.parse(text));
    }

    @Test
    void says_how_a_rule_is_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleText.parse("at night"))
                .withMessage("'at' is not a time of the day: write it as '08:00-18:00'");
    }
}
