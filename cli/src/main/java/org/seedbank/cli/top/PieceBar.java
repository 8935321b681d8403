package org.seedbank.cli.top;

import org.seedbank.swarm.PieceMap;

/** Pieces of a dataset in a line: a character for each span of them. */
final class PieceBar {

    private static final char ALL = '#';
    private static final char SOME = '+';
    private static final char NONE = '.';
    private static final char NOBODY = '?';

    private PieceBar() {}

    /** The bar, in at most so many columns, at least one. */
    static String of(PieceMap pieces, int columns) {
        int spans = pieces.have().size();
        int shown = Math.min(spans, columns);
        StringBuilder bar = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            bar.append(character(pieces, spans, i * spans / shown, (i + 1) * spans / shown));
        }
        return bar.toString();
    }

    /** Character of the spans from one up to, without it, another. */
    private static char character(PieceMap pieces, int spans, int from, int to) {
        long have = 0;
        long all = 0;
        boolean begun = false;
        boolean missed = false;
        for (int i = from; i < to; i++) {
            long here = pieces.have().get(i);
            long size = (long) (i + 1) * pieces.pieces() / spans - (long) i * pieces.pieces() / spans;
            have += here;
            all += size;
            begun |= !pieces.fetching().isEmpty() && pieces.fetching().get(i) > 0;
            missed |=
                    here < size && !pieces.copies().isEmpty() && pieces.copies().get(i) == 0;
        }
        if (have == all) {
            return ALL;
        }
        if (missed) {
            return NOBODY;
        }
        return have > 0 || begun ? SOME : NONE;
    }
}
