package org.seedbank.node.internal.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.ScheduleText;

class ScheduleTest {

    private static final int DAY = 24 * 60;

    /** A Monday, 00:00. */
    private static final LocalDateTime MONDAY = LocalDate.of(2024, 1, 1).atStartOfDay();

    @Test
    void counts_the_first_of_the_rules_that_apply() {
        ScheduleRule narrow = ScheduleText.parse("12:00-13:00 daily up 5M down none");
        ScheduleRule wide = ScheduleText.parse("08:00-18:00 mon-fri up 100K down none");
        List<ScheduleRule> rules = List.of(narrow, wide);

        assertThat(Schedule.active(rules, MONDAY.withHour(12))).contains(narrow);
        assertThat(Schedule.active(rules, MONDAY.withHour(13))).contains(wide);
        assertThat(Schedule.active(rules, MONDAY.withHour(18))).isEmpty();
    }

    @Test
    void gives_hours_after_midnight_to_the_day_on_which_the_rule_begins() {
        List<ScheduleRule> rules = List.of(ScheduleText.parse("22:00-06:00 fri up none down 0"));

        assertThat(Schedule.active(rules, MONDAY.plusDays(4).withHour(5))).isEmpty();
        assertThat(Schedule.active(rules, MONDAY.plusDays(4).withHour(22))).isPresent();
        assertThat(Schedule.active(rules, MONDAY.plusDays(5).withHour(5))).isPresent();
        assertThat(Schedule.active(rules, MONDAY.plusDays(5).withHour(6))).isEmpty();
    }

    @Property(tries = 100)
    void agrees_in_every_minute_of_a_week_with_the_minutes_counted_one_by_one(
            @ForAll @IntRange(max = DAY - 1) int from,
            @ForAll @IntRange(max = DAY - 1) int to,
            @ForAll @Size(min = 1) Set<DayOfWeek> days) {
        ScheduleRule rule = new ScheduleRule(minute(from), minute(to), days, Optional.of(0L), Optional.empty());
        boolean[] applies = new boolean[7 * DAY];
        int length = to > from ? to - from : to - from + DAY;
        for (DayOfWeek day : EnumSet.copyOf(days)) {
            for (int minute = 0; minute < length; minute++) {
                applies[((day.getValue() - 1) * DAY + from + minute) % applies.length] = true;
            }
        }

        for (int minute = 0; minute < applies.length; minute++) {
            assertThat(Schedule.active(List.of(rule), MONDAY.plusMinutes(minute))
                            .isPresent())
                    .as("minute %d", minute)
                    .isEqualTo(applies[minute]);
        }
    }

    private static LocalTime minute(int ofDay) {
        return LocalTime.of(ofDay / 60, ofDay % 60);
    }
}
