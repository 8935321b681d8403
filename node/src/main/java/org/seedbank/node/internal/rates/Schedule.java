package org.seedbank.node.internal.rates;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.ScheduleRule;

/** Says which rule holds at a moment. Knows nothing but that moment, so a clock that jumps needs no care. */
public final class Schedule {

    private Schedule() {}

    /** The first of the rules that applies at a local time. */
    public static Optional<ScheduleRule> active(List<ScheduleRule> rules, LocalDateTime now) {
        return rules.stream().filter(rule -> applies(rule, now)).findFirst();
    }

    private static boolean applies(ScheduleRule rule, LocalDateTime now) {
        LocalTime time = now.toLocalTime();
        boolean begins = rule.days().contains(now.getDayOfWeek());
        boolean begun = !time.isBefore(rule.from());
        boolean ahead = time.isBefore(rule.to());
        if (rule.from().isBefore(rule.to())) {
            return begins && begun && ahead;
        }
        boolean beganYesterday = rule.days().contains(now.getDayOfWeek().minus(1));
        return (begins && begun) || (beganYesterday && ahead);
    }
}
