package org.seedbank.integrity.bencode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Reads one bencoded value (BEP 3) from bytes that a stranger wrote: checks the whole input, and makes each value from it
 * when it is asked for.
 *
 * <p>Depth and number of values are bounded, so neither stack nor heap can be exhausted. Leading zeros, minus zero,
 * duplicate keys and bytes after the value are refused. Keys out of order are accepted, since torrents with them are
 * about and their infohash is taken over the bytes as they are.
 */
public final class BencodeReader {

    /** Deepest nesting of lists and dictionaries; libtorrent's, so that what is accepted here can be seeded. */
    public static final int MAX_DEPTH = 99;

    /**
     * Most values in one input: libtorrent's limit of tokens, of which a value is at least one. A hybrid torrent of
     * 100,000 files has about 1.7 million.
     */
    public static final int MAX_VALUES = 3_000_000;

    private static final int MAX_LENGTH_DIGITS = 10;
    private static final int MAX_INTEGER_DIGITS = 19;

    /** So many digits fit 64 bits whatever they are. */
    private static final int SURE_DIGITS = 18;

    private final byte[] input;
    private int position;
    private int valuesRead;

    private BencodeReader(byte[] input) {
        this.input = input;
    }

    /**
     * A top-level dictionary, and where one of its values lies in the input.
     *
     * @param root the dictionary; its byte strings are views of the input
     * @param start offset of the marked value's first byte, or -1 when the key is not there
     * @param end offset after the marked value's last byte, or -1
     */
    public record Marked(BDict root, int start, int end) {}

    /** Reads the one value that the input holds. The input must not change afterwards. */
    public static BValue read(byte[] input) throws BencodeException {
        BencodeReader reader = new BencodeReader(input);
        reader.value(0);
        reader.expectEnd();
        return ReadValues.at(input, 0);
    }

    /** Reads the one dictionary that the input holds and tells which bytes a key's value was read from. */
    public static Marked readMarking(byte[] input, String key) throws BencodeException {
        if (!(read(input) instanceof BDict root)) {
            throw new BencodeException("it is not a dictionary");
        }
        int at = root.keys().indexOf(key);
        if (at < 0) {
            return new Marked(root, -1, -1);
        }
        int start = ((ReadValues) root.values()).start(at);
        return new Marked(root, start, ReadValues.end(input, start));
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
        digits(MAX_INTEGER_DIGITS);
        boolean negative = firstDigit > start;
        if (input[firstDigit] == '0' && (negative || position > firstDigit + 1)) {
            throw new BencodeException("the number at byte %d has a leading zero".formatted(start));
        }
        if (peek() != 'e') {
            throw new BencodeException("the number at byte %d does not end".formatted(start));
        }
        parse(start);
        position++;
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
            throw new BencodeException("the length at byte %d has a leading zero".formatted(start));
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
        int previousStart = position;
        int previousEnd = position;
        while (peek() != 'e') {
            int keyStart = keyStart();
            int keyEnd = position;
            value(depth + 1);
            // The first key has none before it.
            sorted &= previousEnd == start + 1
                    || Arrays.compareUnsigned(input, previousStart, previousEnd, input, keyStart, keyEnd) < 0;
            previousStart = keyStart;
            previousEnd = keyEnd;
        }
        position++;
        if (!sorted) {
            checkUnique(start);
        }
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

    private void checkUnique(int start) throws BencodeException {
        List<String> keys = ((BDict) ReadValues.at(input, start)).keys();
        if (new HashSet<>(keys).size() < keys.size()) {
            throw new BencodeException("the dictionary at byte %d has a key twice".formatted(start));
        }
    }
}
