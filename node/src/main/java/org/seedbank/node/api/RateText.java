package org.seedbank.node.api;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate as a person writes it: bytes per second as {@code 1500}, {@code 1000K}, {@code 1.5M} or {@code 2G}, {@code 0}
 * for none at all, {@code none} for no limit. Units are powers of 1000, as the rates that are shown are.
 */
public final class RateText {

    /** The largest rate that is read, in bytes per second: more than a network carries. */
    public static final long MAX = 1_000_000_000_000L;

    private static final String NO_LIMIT = "none";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,13}(?:\\.[0-9]{1,12})?)([kmg]?)");

    private RateText() {}

    /**
     * The rate that a text means; empty for no limit. Upper and lower case are alike.
     *
     * @throws IllegalArgumentException when it is none, larger than {@link #MAX}, or no whole number of bytes
     */
    public static Optional<Long> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals(NO_LIMIT)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(lower);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%.40s' is not a rate: write bytes per second such as '500K' or '1.5M', or 'none'"
                            .formatted(text));
        }
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit(form.group(2))));
        if (bytes.compareTo(BigDecimal.valueOf(MAX)) > 0) {
            throw new IllegalArgumentException(
                    "the rate '%s' is larger than 1000G; 'none' lifts a limit".formatted(text));
        }
        if (bytes.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("the rate '%s' is not a whole number of bytes".formatted(text));
        }
        return Optional.of(bytes.longValueExact());
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "k" -> 1_000L;
            case "m" -> 1_000_000L;
            case "g" -> 1_000_000_000L;
            default -> 1L;
        };
    }

    /** The text of a rate, in the largest unit that holds it as a whole number; {@link #parse} reads it back. */
    public static String format(Optional<Long> rate) {
        return rate.map(RateText::format).orElse(NO_LIMIT);
    }

    private static String format(long rate) {
        if (rate == 0) {
            return "0";
        }
        if (rate % 1_000_000_000L == 0) {
            return rate / 1_000_000_000L + "G";
        }
        if (rate % 1_000_000L == 0) {
            return rate / 1_000_000L + "M";
        }
        return rate % 1_000L == 0 ? rate / 1_000L + "K" : Long.toString(rate);
    }
}
