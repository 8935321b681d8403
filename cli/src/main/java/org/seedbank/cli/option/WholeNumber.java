package org.seedbank.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's whole number and refuses one that is out of its bounds. */
public abstract class WholeNumber implements ITypeConverter<Integer> {

    private final String what;
    private final int least;
    private final int most;

    private WholeNumber(String what, int least, int most) {
        this.what = what;
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Text that is no number, or a number beyond every bound.
        }
        throw new TypeConversionException("'%s' is not a %s from %d to %d".formatted(text, what, least, most));
    }

    /** Threads; more than this only cost memory. */
    static final class Jobs extends WholeNumber {
        Jobs() {
            super("number", 1, 1024);
        }
    }

    /** A TCP port, with 0 for any free one. */
    public static final class Port extends WholeNumber {
        Port() {
            super("port", 0, 65_535);
        }
    }

    /** Lines of output; as many as the history can have. */
    public static final class Lines extends WholeNumber {
        Lines() {
            super("number", 1, 1_000_000);
        }
    }

    /** Copies of a dataset at others. */
    public static final class Copies extends WholeNumber {
        Copies() {
            super("number", 1, 1_000);
        }
    }

    /** What a tracker has at most; 0 for no limit where that is one. */
    public static final class Bound extends WholeNumber {
        Bound() {
            super("number", 0, 100_000_000);
        }
    }

    /** A time to wait; a year is for ever. */
    static final class Seconds extends WholeNumber {
        Seconds() {
            super("number of seconds", 1, 31_536_000);
        }
    }

    /** How long a person has for a login; nobody comes back after a day. */
    public static final class LoginSeconds extends WholeNumber {
        LoginSeconds() {
            super("number of seconds", 1, 86_400);
        }
    }
}
