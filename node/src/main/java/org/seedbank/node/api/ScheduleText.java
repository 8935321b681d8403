package org.seedbank.node.api;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule of the schedule in one line: {@code 08:00-18:00 mon-fri up 100K down none}. Days are single ones, ranges, or
 * both with commas between, or {@code daily}; see {@link RateText} for rates. A rate that is not named is no limit.
 */
public final class ScheduleText {

    private static final String DAILY = "daily";
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Pattern TIMES = Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");
    private static final Pattern FORM =
            Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+up\\s+(\\S+))?(?:\\s+down\\s+(\\S+))?", Pattern.CASE_INSENSITIVE);

    /** Far more than a rule needs. */
    private static final int MAX_LENGTH = 200;

    private ScheduleText() {}

    /**
     * The rule that a text means. {@code 24:00} is the end of the day.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ScheduleRule parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (text.length() > MAX_LENGTH || !form.matches()) {
            throw new IllegalArgumentException(
                    "'%.40s' is not a rule: write it as '08:00-18:00 mon-fri up 100K down none'".formatted(text));
        }
        Matcher times = TIMES.matcher(form.group(1));
        if (!times.matches()) {
            throw new IllegalArgumentException(
                    "'%.40s' is not a time of the day: write it as '08:00-18:00'".formatted(form.group(1)));
        }
        return new ScheduleRule(
                time(times.group(1), times.group(2), 23),
                time(times.group(3), times.group(4), 24),
                days(form.group(2)),
                rate(form.group(3)),
                rate(form.group(4)));
    }

    private static LocalTime time(String hours, String minutes, int lastHour) {
        int hour = Integer.parseInt(hours);
        int minute = Integer.parseInt(minutes);
        if (hour > lastHour || minute > 59 || (hour == 24 && minute > 0)) {
            throw new IllegalArgumentException("there is no time '%s:%s'".formatted(hours, minutes));
        }
        return LocalTime.of(hour % 24, minute);
    }

    private static Set<DayOfWeek> days(String text) {
        if (text.equalsIgnoreCase(DAILY)) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek each = day(ends[0]);
            days.add(each);
            while (each != last) {
                each = each.plus(1);
                days.add(each);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (label(day).equalsIgnoreCase(text)) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "'%.40s' is not a day: write 'mon', 'mon-fri', 'sat,sun' or 'daily'".formatted(text));
    }

    private static Optional<Long> rate(String text) {
        return text == null ? Optional.empty() : RateText.parse(text);
    }

    /** The text of a rule; {@link #parse} reads it back. */
    public static String format(ScheduleRule rule) {
        return "%s-%s %s up %s down %s"
                .formatted(
                        MINUTES.format(rule.from()),
                        MINUTES.format(rule.to()),
                        format(rule.days()),
                        RateText.format(rule.up()),
                        RateText.format(rule.down()));
    }

    private static String format(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return DAILY;
        }
        List<String> parts = new ArrayList<>();
        DayOfWeek first = null;
        for (DayOfWeek day : DayOfWeek.values()) {
            boolean in = days.contains(day);
            first = in && first == null ? day : first;
            boolean ends = in && (day == DayOfWeek.SUNDAY || !days.contains(day.plus(1)));
            if (ends) {
                parts.add(first == day ? label(day) : label(first) + "-" + label(day));
                first = null;
            }
        }
        return String.join(",", parts);
    }

    private static String label(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
