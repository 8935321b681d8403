package org.seedbank.integrity.internal.bencode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads one bencoded value (BEP 3) from bytes that a stranger wrote.
 *
 * <p>Depth and number of values are bounded, so neither stack nor heap can be exhausted. Leading zeros, minus zero,
 * duplicate keys and bytes after the value are refused. Keys out of order are accepted, since torrents with them are
 * about and their infohash is taken over the bytes as they are.
 */
public final class BencodeReader {

    /** Deepest nesting of lists and dictionaries; libtorrent's, so that what is accepted here can be seeded. */
    public static final int MAX_DEPTH = 99;

    /**
     * Most values in one input: libtorrent's limit of tokens, of which a value is at least one. The most costly values
     * just fit into a heap of 256 MiB; a hybrid torrent of 100,000 files has about 1.7 million.
     */
    public static final int MAX_VALUES = 3_000_000;

    private static final int MAX_LENGTH_DIGITS = 10;
    private static final int MAX_INTEGER_DIGITS = 19;

    private final byte[] input;
    private final Optional<String> marked;
    private int position;
    private int valuesRead;
    private int markedStart = -1;
    private int markedEnd = -1;

    private BencodeReader(byte[] input, Optional<String> marked) {
        this.input = input;
        this.marked = marked;
    }

    /**
     * A top-level dictionary, and where one of its values lies in the input.
     *
     * @param root the dictionary; its byte strings are views of the input
     * @param start offset of the marked value's first byte, or -1 when the key is not there
     * @param end offset after the marked value's last byte, or -1
     */
    public record Marked(BDict root, int start, int end) {}

    /** Reads the one value that the input holds. */
    public static BValue read(byte[] input) throws BencodeException {
        BencodeReader reader = new BencodeReader(input, Optional.empty());
        BValue value = reader.value(0);
        reader.expectEnd();
        return value;
    }

    /** Reads the one dictionary that the input holds and remembers which bytes a key's value was read from. */
    public static Marked readMarking(byte[] input, String key) throws BencodeException {
        BencodeReader reader = new BencodeReader(input, Optional.of(key));
        if (!(reader.value(0) instanceof BDict root)) {
            throw new BencodeException("it is not a dictionary");
        }
        reader.expectEnd();
        return new Marked(root, reader.markedStart, reader.markedEnd);
    }

    private void expectEnd() throws BencodeException {
        if (position != input.length) {
            throw new BencodeException(
                    "%d bytes follow the end at byte %d".formatted(input.length - position, position));
        }
    }

    private BValue value(int depth) throws BencodeException {
        if (++valuesRead > MAX_VALUES) {
            throw new BencodeException("it holds more than %d values".formatted(MAX_VALUES));
        }
        byte first = peek();
        return switch (first) {
            case 'i' -> integer();
            case 'l' -> list(depth);
            case 'd' -> dict(depth);
            default -> bytes();
        };
    }

    private byte peek() throws BencodeException {
        if (position >= input.length) {
            throw new BencodeException("it ends too early, at byte %d".formatted(position));
        }
        return input[position];
    }

    private BInteger integer() throws BencodeException {
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
        String text = new String(input, start, position - start, StandardCharsets.US_ASCII);
        position++;
        return new BInteger(parse(text, start));
    }

    private static long parse(String text, int at) throws BencodeException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BencodeException("the number at byte %d does not fit 64 bits".formatted(at), e);
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

    private BBytes bytes() throws BencodeException {
        int start = position;
        digits(MAX_LENGTH_DIGITS);
        if (input[start] == '0' && position > start + 1) {
            throw new BencodeException("the length at byte %d has a leading zero".formatted(start));
        }
        if (peek() != ':') {
            throw new BencodeException("the length at byte %d has no ':'".formatted(start));
        }
        long length = parse(new String(input, start, position - start, StandardCharsets.US_ASCII), start);
        position++;
        if (length > input.length - position) {
            throw new BencodeException("the %d bytes at byte %d reach past the end".formatted(length, position));
        }
        BBytes bytes = new BBytes(input, position, (int) length);
        position += (int) length;
        return bytes;
    }

    private void enter(int depth) throws BencodeException {
        if (depth >= MAX_DEPTH) {
            throw new BencodeException("it is nested more than %d deep".formatted(MAX_DEPTH));
        }
        position++;
    }

    private BList list(int depth) throws BencodeException {
        enter(depth);
        List<BValue> values = new ArrayList<>();
        while (peek() != 'e') {
            values.add(value(depth + 1));
        }
        position++;
        return new BList(values);
    }

    private BDict dict(int depth) throws BencodeException {
        int start = position;
        enter(depth);
        List<String> keys = new ArrayList<>();
        List<BValue> values = new ArrayList<>();
        while (peek() != 'e') {
            String key = BDict.key(bytes().copy());
            int valueStart = position;
            keys.add(key);
            values.add(value(depth + 1));
            if (depth == 0 && marked.filter(key::equals).isPresent()) {
                markedStart = valueStart;
                markedEnd = position;
            }
        }
        position++;
        BDict dict = new BDict(keys, values);
        if (!dict.isSorted() && new HashSet<>(keys).size() < keys.size()) {
            throw new BencodeException("the dictionary at byte %d has a key twice".formatted(start));
        }
        return dict;
    }
}
