package org.seedbank.cli.status;

import java.util.Optional;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.RateText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a limit: a rate such as {@code 1000K}, a ratio such as {@code 2}, or {@code none}. */
abstract class RateOption implements ITypeConverter<Limits> {

    private static final String NONE = "none";

    private RateOption() {}

    private static Optional<Long> rate(String text) {
        try {
            return RateText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
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
