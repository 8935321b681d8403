package org.seedbank.integrity.bencode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one bencoded value (BEP 3) from bytes that a stranger wrote: checks the whole input, and makes each value from it
 * when it is asked for.
 *
 * <p>Depth and number of values are bounded, so neither stack nor heap can be exhausted. Leading zeros, minus zero,
 * duplicate keys and bytes after the value are refused, but for what {@link #readOuter} is lenient with. Keys out of order
 * are accepted, since torrents with them are about and their infohash is taken over the bytes as they are.
 */
public final class BencodeReader {

    /** Deepest nesting of lists and dictionaries; libtorrent's, so that what is accepted here can be seeded. */
    public static final int MAX_DEPTH = 99;

    /**
     * Most values in one input. A hybrid torrent of 220,000 files, each in three folders of few others, has about 3.7 million,
     * and a v1 torrent of 600,000 has 3.6 million.
     */
    public static final int MAX_VALUES = 4_000_000;

    /** Most keys of a dictionary that are not in order, where it is judged strictly. */
    private static final int MAX_UNSORTED = 1000;

    private static final int MAX_LENGTH_DIGITS = 10;
    private static final int MAX_INTEGER_DIGITS = 19;

    /** So many digits fit 64 bits whatever they are. */
    private static final int SURE_DIGITS = 18;

    private final byte[] input;
    private int position;
    private int valuesRead;
    private final Spans keySpans = new Spans();

    /** Tells whether what can be understood all the same is noted instead of refused. */
    private boolean lenient;

    /** What was odd where the reader was lenient: of each kind once, so there are few. */
    private final Set<String> oddities = new LinkedHashSet<>();

    private BencodeReader(byte[] input) {
        this.input = input;
    }

    /** Reads the one value that the input holds. The input must not change afterwards. */
    public static BValue read(byte[] input) throws BencodeException {
        BencodeReader reader = new BencodeReader(input);
        reader.value(0);
        reader.expectEnd();
        return ReadValues.at(input, 0);
    }

    /**
     * Reads the dictionary that the input begins with, of which some values are judged as strictly as by {@link #read}.
     * Elsewhere numbers of any form and keys that come twice are noted, and of keys that come twice the first counts, as it
     * does for libtorrent. What follows the dictionary is not looked at.
     *
     * @param strict keys whose values are judged strictly, and which must not come twice
     * @param others keys whose values are wanted too
     */
    public static OuterDict readOuter(byte[] input, Set<String> strict, Set<String> others) throws BencodeException {
        BencodeReader reader = new BencodeReader(input);
        if (reader.peek() != 'd') {
            reader.value(0);
            throw new BencodeException("it is not a dictionary");
        }
        Map<String, OuterDict.Span> spans = reader.outer(strict, others);
        return new OuterDict(input, spans, reader.position, List.copyOf(reader.oddities));
    }

    private Map<String, OuterDict.Span> outer(Set<String> strict, Set<String> others) throws BencodeException {
        Map<String, OuterDict.Span> spans = new HashMap<>();
        int longest = longest(strict, others);
        valuesRead++;
        position++;
        int previousStart = 0;
        int previousEnd = 0;
        while (peek() != 'e') {
            lenient = true;
            int keyStart = keyStart();
            int keyEnd = position;
            String key = keyEnd - keyStart > longest
                    ? ""
                    : new String(input, keyStart, keyEnd - keyStart, StandardCharsets.ISO_8859_1);
            lenient = !strict.contains(key);
            value(1);
            boolean sorted = previousEnd == 0
                    || Arrays.compareUnsigned(input, previousStart, previousEnd, input, keyStart, keyEnd) < 0;
            boolean twice = (!lenient || others.contains(key))
                    && spans.putIfAbsent(key, new OuterDict.Span(keyEnd, position)) != null;
            if (twice && !lenient) {
                throw new BencodeException("it has '%s' twice".formatted(key));
            }
            if (twice) {
                oddities.add("'%s' is in it twice, and the first counts".formatted(key));
            } else if (!sorted) {
                oddities.add("its keys are not in order");
            }
            previousStart = keyStart;
            previousEnd = keyEnd;
        }
        position++;
        return spans;
    }

    private static int longest(Set<String> strict, Set<String> others) {
        int longest = 0;
        for (String key : strict) {
            longest = Math.max(longest, key.length());
        }
        for (String key : others) {
            longest = Math.max(longest, key.length());
        }
        return longest;
    }

    private void expectEnd() throws BencodeException {
        if (position != input.length) {
            throw new BencodeException(
                    "%d bytes follow the end at byte %d".formatted(input.length - position, position));
        }
    }

    private void value(int depth) throws BencodeException {
        if (++valuesRead > MAX_VALUES) {
            throw new BencodeException("it holds more than %d values".formatted(MAX_VALUES));
        }
        switch (peek()) {
            case 'i' -> integer();
            case 'l' -> list(depth);
            case 'd' -> dict(depth);
            default -> bytes();
        }
    }

    private byte peek() throws BencodeException {
        if (position >= input.length) {
            throw new BencodeException("it ends too early, at byte %d".formatted(position));
        }
        return input[position];
    }

    private void integer() throws BencodeException {
        position++;
        int start = position;
        if (peek() == '-') {
            position++;
        }
        int firstDigit = position;
        digits(lenient ? input.length : MAX_INTEGER_DIGITS);
        boolean negative = firstDigit > start;
        if (input[firstDigit] == '0' && (negative || position > firstDigit + 1)) {
            refuse("the number at byte %d has a leading zero", start);
        }
        if (peek() != 'e') {
            throw new BencodeException("the number at byte %d does not end".formatted(start));
        }
        if (!lenient || position - firstDigit < MAX_INTEGER_DIGITS) {
            parse(start);
        } else {
            refuse("the number at byte %d is too long", start);
        }
        position++;
    }

    /** Throws, or notes it where the reader is lenient, there without the place, so that notes stay few. */
    private void refuse(String reason, int at) throws BencodeException {
        if (!lenient) {
            throw new BencodeException(reason.formatted(at));
        }
        oddities.add(reason.replace("the number at byte %d", "a number in it")
                .replace("the length at byte %d", "a length in it"));
    }

    /** The number between there and here. */
    private long parse(int start) throws BencodeException {
        if (position - start <= SURE_DIGITS && input[start] != '-') {
            long value = 0;
            for (int at = start; at < position; at++) {
                value = 10 * value + input[at] - '0';
            }
            return value;
        }
        try {
            return Long.parseLong(new String(input, start, position - start, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw new BencodeException("the number at byte %d does not fit 64 bits".formatted(start), e);
        }
    }

    private void digits(int most) throws BencodeException {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
            if (position - start > most) {
                throw new BencodeException("the number at byte %d is too long".formatted(start));
            }
        }
        if (position == start) {
            throw new BencodeException("a digit is missing at byte %d".formatted(start));
        }
    }

    private void bytes() throws BencodeException {
        int start = position;
        digits(MAX_LENGTH_DIGITS);
        if (input[start] == '0' && position > start + 1) {
            refuse("the length at byte %d has a leading zero", start);
        }
        if (peek() != ':') {
            throw new BencodeException("the length at byte %d has no ':'".formatted(start));
        }
        long length = parse(start);
        position++;
        if (length > input.length - position) {
            throw new BencodeException("the %d bytes at byte %d reach past the end".formatted(length, position));
        }
        position += (int) length;
    }

    private void enter(int depth) throws BencodeException {
        if (depth >= MAX_DEPTH) {
            throw new BencodeException("it is nested more than %d deep".formatted(MAX_DEPTH));
        }
        position++;
    }

    private void list(int depth) throws BencodeException {
        enter(depth);
        while (peek() != 'e') {
            value(depth + 1);
        }
        position++;
    }

    private void dict(int depth) throws BencodeException {
        int start = position;
        enter(depth);
        boolean sorted = true;
        int first = keySpans.size();
        int previousStart = position;
        int previousEnd = position;
        while (peek() != 'e') {
            int keyStart = keyStart();
            int keyEnd = position;
            keySpans.add(keyStart, keyEnd);
            value(depth + 1);
            // The first key has none before it.
            sorted &= previousEnd == start + 1
                    || Arrays.compareUnsigned(input, previousStart, previousEnd, input, keyStart, keyEnd) < 0;
            previousStart = keyStart;
            previousEnd = keyEnd;
        }
        position++;
        if (!sorted && !lenient) {
            checkUnique(start, first);
        }
        keySpans.shrinkTo(first);
    }

    /** Reads a key and returns where its bytes begin. */
    private int keyStart() throws BencodeException {
        int start = position;
        bytes();
        while (input[start] != ':') {
            start++;
        }
        return start + 1;
    }

    /** Nobody writes a large dictionary without an order, and looking for a key that is there twice takes memory. */
    private void checkUnique(int start, int first) throws BencodeException {
        int count = keySpans.size() - first;
        if (count > MAX_UNSORTED) {
            throw new BencodeException(
                    "the dictionary at byte %d has %d keys that are not in order".formatted(start, count));
        }
        Set<String> keys = new HashSet<>();
        for (int i = first; i < keySpans.size(); i++) {
            if (!keys.add(keySpans.text(input, i))) {
                throw new BencodeException("the dictionary at byte %d has a key twice".formatted(start));
            }
        }
    }

    /** Where the keys lie of the dictionaries that are being read, from the outermost one on. */
    private static final class Spans {

        private int[] spans = new int[64];
        private int count;

        void add(int start, int end) {
            if (2 * count == spans.length) {
                spans = Arrays.copyOf(spans, 2 * spans.length);
            }
            spans[2 * count] = start;
            spans[2 * count + 1] = end;
            count++;
        }

        int size() {
            return count;
        }

        void shrinkTo(int size) {
            count = size;
        }

        String text(byte[] input, int index) {
            return new String(
                    input, spans[2 * index], spans[2 * index + 1] - spans[2 * index], StandardCharsets.ISO_8859_1);
        }
    }
}
