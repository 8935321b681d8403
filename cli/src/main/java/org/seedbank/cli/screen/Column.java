package org.seedbank.cli.screen;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A column of a list.
 *
 * @param name its one word, in the heading and on the command line
 * @param isNumber whether it is aligned on the right
 * @param text what a row has in it
 * @param order how rows are sorted by it
 * @param leaves when it is left out of lines that are too long for the terminal: 1 first, then 2 and so on; 0 for never
 */
public record Column<T>(String name, boolean isNumber, Function<T, String> text, Comparator<T> order, int leaves) {

    /** Stands in a column that has nothing to say of a row. */
    public static final String NOTHING = "-";

    /** A column of words, sorted as they stand but for their case. */
    public static <T> Column<T> words(String name, Function<T, String> text) {
        return new Column<>(name, false, text, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER), 0);
    }

    /** A column of numbers, sorted by their values. */
    public static <T> Column<T> numbers(String name, ToLongFunction<T> value, Function<T, String> text) {
        return new Column<>(name, true, text, Comparator.comparingLong(value), 0);
    }

    /** Words that are sorted by something else. */
    public Column<T> orderedBy(ToLongFunction<T> value) {
        return new Column<>(name, isNumber, text, Comparator.comparingLong(value), leaves);
    }

    /** The same, left out at this turn where a terminal is narrow; 0 keeps it. */
    public Column<T> leaving(int turn) {
        return new Column<>(name, isNumber, text, order, turn);
    }
}
