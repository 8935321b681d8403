package org.seedbank.cli.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 90s}, {@code 10m}, {@code 2h} or {@code 1d}, and says one so. */
public final class TimeSpan implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");

    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'%s' is not a time such as 60s, 10m, 2h or 1d".formatted(text));
        }
        return UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
    }

    /** The shortest form that is exact. */
    public static String of(Duration time) {
        for (String unit : new String[] {"d", "h", "m"}) {
            long seconds = UNITS.get(unit).toSeconds();
            if (time.toSeconds() >= seconds && time.toSeconds() % seconds == 0) {
                return time.toSeconds() / seconds + unit;
            }
        }
        return time.toSeconds() + "s";
    }

    /** The time of an option if it is within these bounds; throws {@link ParameterException} that says them otherwise. */
    public static Duration within(
            CommandLine commandLine, String option, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            List<String> typed =
                    commandLine.getParseResult().matchedOption(option).originalStringValues();
            throw new ParameterException(
                    commandLine,
                    "%s: '%s' is not from %s to %s"
                            .formatted(option, typed.get(typed.size() - 1), of(least), of(most)));
        }
        return time;
    }
}
