package org.seedbank.integrity.bencode;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The values in a list or dictionary that was read. Each is made from the input when it is asked for: a torrent of
 * 100,000 files holds almost two million values, and as objects they would need many times the torrent's own size.
 *
 * <p>Everything here takes input that {@link BencodeReader} has checked.
 */
final class ReadValues extends AbstractList<BValue> implements RandomAccess {

    private final byte[] input;
    private final int[] starts;

    private ReadValues(byte[] input, int[] starts) {
        this.input = input;
        this.starts = starts;
    }

    /** The value that begins at this place of the input. */
    static BValue at(byte[] input, int position) {
        return switch (input[position]) {
            case 'i' -> new BValue.BInteger(integer(input, position + 1));
            case 'l' -> list(input, position);
            case 'd' -> dict(input, position);
            default -> bytes(input, position);
        };
    }

    private static BValue.BList list(byte[] input, int position) {
        Starts starts = new Starts();
        int at = position + 1;
        while (input[at] != 'e') {
            starts.add(at);
            at = end(input, at);
        }
        return new BValue.BList(new ReadValues(input, starts.toArray()));
    }

    private static BDict dict(byte[] input, int position) {
        Starts keys = new Starts();
        Starts starts = new Starts();
        int at = position + 1;
        while (input[at] != 'e') {
            int length = length(input, at);
            int start = indexOf(input, at, ':') + 1;
            keys.add(start);
            keys.add(start + length);
            starts.add(start + length);
            at = end(input, start + length);
        }
        return new BDict(new ReadKeys(input, keys.toArray()), new ReadValues(input, starts.toArray()), position);
    }

    private static BBytes bytes(byte[] input, int position) {
        return new BBytes(input, indexOf(input, position, ':') + 1, length(input, position));
    }

    /** The length in front of a byte string. */
    private static int length(byte[] input, int position) {
        int length = 0;
        for (int at = position; input[at] != ':'; at++) {
            length = 10 * length + input[at] - '0';
        }
        return length;
    }

    /** Counts below zero, where 64 bits reach further by one. */
    private static long integer(byte[] input, int position) {
        boolean negative = input[position] == '-';
        long value = 0;
        for (int at = negative ? position + 1 : position; input[at] != 'e'; at++) {
            value = 10 * value - (input[at] - '0');
        }
        return negative ? value : -value;
    }

    /** The offset after the value that begins at this place. */
    static int end(byte[] input, int position) {
        int at = position;
        int depth = 0;
        do {
            switch (input[at]) {
                case 'i' -> at = indexOf(input, at, 'e') + 1;
                case 'l', 'd' -> {
                    depth++;
                    at++;
                }
                case 'e' -> {
                    depth--;
                    at++;
                }
                default -> at = indexOf(input, at, ':') + 1 + length(input, at);
            }
        } while (depth > 0);
        return at;
    }

    private static int indexOf(byte[] input, int from, char wanted) {
        int at = from;
        while (input[at] != wanted) {
            at++;
        }
        return at;
    }

    @Override
    public BValue get(int index) {
        return at(input, starts[index]);
    }

    @Override
    public int size() {
        return starts.length;
    }

    byte[] input() {
        return input;
    }

    /** Offsets while they are gathered. */
    private static final class Starts {
        private int[] offsets = new int[8];
        private int count;

        void add(int offset) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * count);
            }
            offsets[count++] = offset;
        }

        int[] toArray() {
            return Arrays.copyOf(offsets, count);
        }
    }
}
