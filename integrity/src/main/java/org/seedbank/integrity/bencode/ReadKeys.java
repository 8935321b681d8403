package org.seedbank.integrity.bencode;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The keys of a dictionary that was read. Each is made from the input when it is asked for, as {@link ReadValues} does: a
 * stranger's dictionary may have a million.
 */
final class ReadKeys extends AbstractList<String> implements RandomAccess {

    private final byte[] input;

    /** Where each key's bytes begin, and where they end. */
    private final int[] spans;

    private final boolean sorted;

    ReadKeys(byte[] input, int[] spans) {
        this.input = input;
        this.spans = spans;
        this.sorted = inOrder();
    }

    private boolean inOrder() {
        for (int i = 1; i < size(); i++) {
            if (compare(i - 1, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    private int compare(int a, int b) {
        return Arrays.compareUnsigned(input, spans[2 * a], spans[2 * a + 1], input, spans[2 * b], spans[2 * b + 1]);
    }

    /** Tells whether every key is greater than the one before it. */
    boolean isSorted() {
        return sorted;
    }

    /** The first place of a key, or a negative number. */
    int find(byte[] key) {
        if (sorted && size() > 8) {
            int low = 0;
            int high = size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = Arrays.compareUnsigned(input, spans[2 * middle], spans[2 * middle + 1], key, 0, key.length);
                if (order == 0) {
                    return middle;
                }
                low = order < 0 ? middle + 1 : low;
                high = order < 0 ? high : middle - 1;
            }
            return -1;
        }
        for (int i = 0; i < size(); i++) {
            if (Arrays.equals(input, spans[2 * i], spans[2 * i + 1], key, 0, key.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String get(int index) {
        int start = spans[2 * index];
        return new String(input, start, spans[2 * index + 1] - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public int size() {
        return spans.length / 2;
    }
}
