package org.seedbank.uploading.selection;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A choice of signs in brackets, as git reads it.
 *
 * @param fits what it takes
 * @param end where the pattern goes on
 */
record GlobClass(IntPredicate fits, int end) implements IntPredicate {

    private static final int ASCII = 128;

    private static final Map<String, IntPredicate> NAMED = Map.ofEntries(
            Map.entry("alnum", sign -> sign < ASCII && Character.isLetterOrDigit(sign)),
            Map.entry("alpha", sign -> sign < ASCII && Character.isLetter(sign)),
            Map.entry("blank", sign -> sign == ' ' || sign == '\t'),
            Map.entry("cntrl", sign -> sign < ' ' || sign == ASCII - 1),
            Map.entry("digit", sign -> sign >= '0' && sign <= '9'),
            Map.entry("graph", sign -> sign > ' ' && sign < ASCII - 1),
            Map.entry("lower", sign -> sign >= 'a' && sign <= 'z'),
            Map.entry("print", sign -> sign >= ' ' && sign < ASCII - 1),
            Map.entry("punct", sign -> sign > ' ' && sign < ASCII - 1 && !Character.isLetterOrDigit(sign)),
            Map.entry("space", sign -> sign == ' ' || (sign >= '\t' && sign <= '\r')),
            Map.entry("upper", sign -> sign >= 'A' && sign <= 'Z'),
            Map.entry("xdigit", sign -> sign < ASCII && Character.digit(sign, 16) >= 0));

    /** Reads what stands behind the opening bracket; nothing when it is never closed, or names an unknown class. */
    static Optional<GlobClass> parse(int[] signs, int from) {
        return new Parser(signs, from).parse();
    }

    @Override
    public boolean test(int sign) {
        return sign != '/' && fits.test(sign);
    }

    private static final class Parser {
        private final int[] signs;
        private int at;
        private IntPredicate fits = sign -> false;

        /** The character that may begin a range; less than 0 where none may. */
        private int before = -1;

        Parser(int[] signs, int from) {
            this.signs = signs;
            at = from;
        }

        Optional<GlobClass> parse() {
            boolean negated = at < signs.length && (signs[at] == '!' || signs[at] == '^');
            at += negated ? 1 : 0;
            for (int first = at; at < signs.length; ) {
                if (signs[at] == ']' && at > first) {
                    return Optional.of(new GlobClass(negated ? fits.negate() : fits, at + 1));
                }
                if (!item()) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        private boolean item() {
            int sign = signs[at++];
            if (sign == '-' && before >= 0 && at < signs.length && signs[at] != ']') {
                return range();
            }
            if (sign == '[' && at < signs.length && signs[at] == ':') {
                return named();
            }
            return sign == '\\' ? literal() : add(sign);
        }

        private boolean range() {
            int low = before;
            int high = signs[at++];
            if (high == '\\') {
                if (at == signs.length) {
                    return false;
                }
                high = signs[at++];
            }
            int last = high;
            fits = fits.or(sign -> sign >= low && sign <= last);
            before = -1;
            return true;
        }

        private boolean named() {
            int start = at + 1;
            int close = start;
            while (close < signs.length && signs[close] != ']') {
                close++;
            }
            if (close == signs.length) {
                return false;
            }
            if (close == start || signs[close - 1] != ':') {
                return add('['); // No class after all; what follows are signs as any others.
            }
            IntPredicate known = NAMED.get(new String(signs, start, close - 1 - start));
            at = close + 1;
            before = -1;
            fits = known == null ? fits : fits.or(known);
            return known != null;
        }

        private boolean literal() {
            return at < signs.length && add(signs[at++]);
        }

        private boolean add(int sign) {
            fits = fits.or(each -> each == sign);
            before = sign;
            return true;
        }
    }
}
