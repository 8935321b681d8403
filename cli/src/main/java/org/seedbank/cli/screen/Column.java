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
 */
public record Column<T>(String name, boolean isNumber, Function<T, String> text, Comparator<T> order) {

    /** Stands in a column that has nothing to say of a row. */
    public static final String NOTHING = "-";

    /** A column of words, sorted as they stand but for their case. */
    public static <T> Column<T> words(String name, Function<T, String> text) {
        return new Column<>(name, false, text, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
    }

    /** A column of numbers, sorted by their values. */
    public static <T> Column<T> numbers(String name, ToLongFunction<T> value, Function<T, String> text) {
        return new Column<>(name, true, text, Comparator.comparingLong(value));
    }

    /** Words that are sorted by something else. */
    public Column<T> orderedBy(ToLongFunction<T> value) {
        return new Column<>(name, isNumber, text, Comparator.comparingLong(value));
    }
}
