package org.seedbank.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.node.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a limit: a rate such as {@code 1000K}, a ratio such as {@code 2}, or {@code none}. */
abstract class RateOption implements ITypeConverter<Limits> {

    static final String NONE = "none";

    private static final Pattern RATE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([kmgt]?)b?(?:/s)?");

    private RateOption() {}

    /**
     * Bytes per second, with a factor of 1000 for each of {@code K}, {@code M}, {@code G} and {@code T}; empty for
     * {@code none}. Throws {@link TypeConversionException} for anything else.
     */
    static Optional<Long> rate(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals(NONE)) {
            return Optional.empty();
        }
        Matcher rate = RATE.matcher(lower);
        if (!rate.matches()) {
            throw new TypeConversionException("'%s' is not a rate such as 500K or 2M, 0 or none".formatted(text));
        }
        int thousands = rate.group(2).isEmpty() ? 0 : "kmgt".indexOf(rate.group(2)) + 1;
        BigDecimal bytes = new BigDecimal(rate.group(1)).scaleByPowerOfTen(3 * thousands);
        return Optional.of(Math.min(bytes.longValue(), Long.MAX_VALUE / 2));
    }

    /** Reads {@code --up}. */
    static final class Up extends RateOption {
        @Override
        public Limits convert(String text) {
            return new Limits(rate(text), Optional.empty(), Optional.empty());
        }
    }

    /** Reads {@code --down}. */
    static final class Down extends RateOption {
        @Override
        public Limits convert(String text) {
            return new Limits(Optional.empty(), rate(text), Optional.empty());
        }
    }

    /** Reads {@code --ratio}. */
    static final class Ratio extends RateOption {
        @Override
        public Limits convert(String text) {
            if (text.equalsIgnoreCase(NONE)) {
                return Limits.NONE;
            }
            try {
                return new Limits(Optional.empty(), Optional.empty(), Optional.of(Double.valueOf(text)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'%s' is not a ratio such as 2 or 1.5, or none".formatted(text));
            }
        }
    }
}
