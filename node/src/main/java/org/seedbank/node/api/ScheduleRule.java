package org.seedbank.node.api;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/**
 * Limits for some hours of some days, by the machine's local time.
 *
 * @param from when it begins to count, to the minute
 * @param to when it ends, to the minute; not after {@code from} means on the next day
 * @param days the days on which it begins; at least one
 * @param up bytes sent per second; 0 for none at all, empty for no limit
 * @param down bytes received per second; 0 for none at all, empty for no limit
 */
public record ScheduleRule(LocalTime from, LocalTime to, Set<DayOfWeek> days, Optional<Long> up, Optional<Long> down) {

    /** Copies the set. Throws {@link IllegalArgumentException} without days, or when a rate is negative. */
    public ScheduleRule {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a rule needs at least one day");
        }
        new Limits(up, down, Optional.empty());
    }
}
