package org.seedbank.swarm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * The pieces of a dataset at one moment, counted in equal spans, so that it is as long for a million of them as for a thousand. Of
 * {@code n} spans the one with the number {@code i} holds the pieces from {@code i * pieces / n} up to, without it,
 * {@code (i + 1) * pieces / n}, both rounded down: each has one at least, and some have one more than others.
 *
 * @param pieces how many there are
 * @param have how many pieces of each span are here and have passed their hashes; as long as there are spans
 * @param fetching of how many pieces of each span some bytes are here or on their way, and not all; as long, or empty where
 *     nothing is fetched
 * @param copies how many of the connected peers have the rarest piece of each span; as long, or empty where nobody counts them,
 *     as when everything is here
 */
public record PieceMap(int pieces, List<Integer> have, List<Integer> fetching, List<Integer> copies) {

    /** Most spans that are counted. */
    public static final int MOST_SPANS = 2_000;

    /** Copies the lists. */
    public PieceMap {
        have = List.copyOf(have);
        fetching = List.copyOf(fetching);
        copies = List.copyOf(copies);
    }

    /** Pieces of which those are here for which this is true, and of which none is fetched. */
    public static PieceMap of(int pieces, int spans, IntPredicate here) {
        return new PieceMap(pieces, counts(pieces, spans, here), List.of(), List.of());
    }

    /** How many spans are counted when somebody asks for so many: not more than there are pieces, or than are allowed. */
    public static int spans(int pieces, int asked) {
        return Math.min(pieces, Math.min(asked, MOST_SPANS));
    }

    /** How many pieces of each span this is true of. */
    public static List<Integer> counts(int pieces, int spans, IntPredicate what) {
        return each(pieces, spans, (from, to) -> {
            int count = 0;
            for (int piece = from; piece < to; piece++) {
                count += what.test(piece) ? 1 : 0;
            }
            return count;
        });
    }

    /** How many of these are in each span. */
    public static List<Integer> counts(int pieces, int spans, BitSet some) {
        return each(pieces, spans, (from, to) -> some.get(from, to).cardinality());
    }

    /** The least that this says of a piece of each span. */
    public static List<Integer> least(int pieces, int spans, IntUnaryOperator number) {
        return each(pieces, spans, (from, to) -> {
            int least = Integer.MAX_VALUE;
            for (int piece = from; piece < to; piece++) {
                least = Math.min(least, number.applyAsInt(piece));
            }
            return least;
        });
    }

    /** Makes one number of a span. */
    @FunctionalInterface
    private interface Span {
        int of(int from, int to);
    }

    private static List<Integer> each(int pieces, int asked, Span span) {
        int spans = spans(pieces, asked);
        List<Integer> numbers = new ArrayList<>(spans);
        for (int i = 0; i < spans; i++) {
            numbers.add(span.of(start(pieces, spans, i), start(pieces, spans, i + 1)));
        }
        return Collections.unmodifiableList(numbers);
    }

    private static int start(int pieces, int spans, int span) {
        return (int) ((long) span * pieces / spans);
    }
}
