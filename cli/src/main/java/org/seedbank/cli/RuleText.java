package org.seedbank.cli;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.node.ScheduleRule;
import picocli.CommandLine.TypeConversionException;

/** Rules of a schedule as people write them: {@code mon-fri 08:00-18:00 up=100K down=1M}. */
final class RuleText {

    private static final Pattern RULE = Pattern.compile(
            "(?:(?<days>[a-z,-]+) )?(?<from>\\d\\d:\\d\\d)-(?<to>\\d\\d:\\d\\d)(?<rates>( (up|down)=\\S+)+)");

    private static final String DAILY = "daily";

    private RuleText() {}

    /** The rule that a text says. Throws {@link TypeConversionException} when it says none. */
    static ScheduleRule parse(String text) {
        Matcher rule = RULE.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!rule.matches()) {
            throw wrong(text);
        }
        Optional<Long> up = Optional.empty();
        Optional<Long> down = Optional.empty();
        for (String part : rule.group("rates").strip().split(" ", -1)) {
            String[] pair = part.split("=", 2);
            if (pair[0].equals("up")) {
                up = RateOption.rate(pair[1]);
            } else {
                down = RateOption.rate(pair[1]);
            }
        }
        try {
            LocalTime from = LocalTime.parse(rule.group("from"));
            LocalTime to = LocalTime.parse(rule.group("to"));
            return new ScheduleRule(from, to, days(rule.group("days"), text), up, down);
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
    }

    private static Set<DayOfWeek> days(String days, String text) {
        Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
        if (days == null || days.equals(DAILY)) {
            all.addAll(List.of(DayOfWeek.values()));
            return all;
        }
        for (String part : days.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw wrong(text);
            }
            DayOfWeek day = day(ends[0], text);
            DayOfWeek last = day(ends[ends.length - 1], text);
            all.add(day);
            while (day != last) {
                day = day.plus(1);
                all.add(day);
            }
        }
        return all;
    }

    private static DayOfWeek day(String name, String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (shortName(day).equals(name)) {
                return day;
            }
        }
        throw wrong(text);
    }

    private static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                "'%s' is not a rule such as 'mon-fri 08:00-18:00 up=100K down=1M'".formatted(text));
    }

    /** The rule as people write it. */
    static String format(ScheduleRule rule) {
        List<String> days = new ArrayList<>();
        rule.days().stream().sorted().map(RuleText::shortName).forEach(days::add);
        String when = days.size() == DayOfWeek.values().length ? DAILY : String.join(",", days);
        return "%s %s-%s, up %s, down %s"
                .formatted(when, rule.from(), rule.to(), NodeText.rate(rule.up()), NodeText.rate(rule.down()));
    }
}
