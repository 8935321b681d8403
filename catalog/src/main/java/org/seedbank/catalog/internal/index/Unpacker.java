package org.seedbank.catalog.internal.index;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * Takes out what a {@link Packer} has put in. Whatever the bytes are, it takes no more memory than a few times their
 * number, and throws nothing but {@link UnusableFileException}. For one thread.
 */
final class Unpacker {

    static final int MAX_NUMBER_BYTES = 10;

    private final byte[] packed;
    private int at;

    /** Reads from this index on. */
    Unpacker(byte[] packed, int start) {
        this.packed = packed;
        this.at = start;
    }

    /** The index of what comes next. */
    int at() {
        return at;
    }

    boolean hasMore() {
        return at < packed.length;
    }

    void skip(int count) throws UnusableFileException {
        require(count);
        at += count;
    }

    int octet() throws UnusableFileException {
        require(1);
        return packed[at++];
    }

    long number() throws UnusableFileException {
        long value = 0;
        for (int shift = 0; shift < 7 * MAX_NUMBER_BYTES; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new UnusableFileException("holds a number without an end");
    }

    Instant instant() throws UnusableFileException {
        long second = number();
        long nano = number();
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (DateTimeException | ArithmeticException e) {
            throw damaged(e);
        }
    }

    String text() throws UnusableFileException {
        int length = length();
        String text = new String(packed, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    List<String> texts() throws UnusableFileException {
        int count = length();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    byte[] bytes(int count) throws UnusableFileException {
        require(count);
        at += count;
        return Arrays.copyOfRange(packed, at - count, at);
    }

    /** A number of things that each take a byte at least. */
    int length() throws UnusableFileException {
        long length = number();
        if (length < 0 || length > packed.length - at) {
            throw new UnusableFileException(
                    "holds a length of %d where %d bytes are left".formatted(length, packed.length - at));
        }
        return (int) length;
    }

    private void require(int count) throws UnusableFileException {
        if (count > packed.length - at) {
            throw new UnusableFileException("ends too early");
        }
    }

    static UnusableFileException damaged(RuntimeException cause) {
        UnusableFileException damaged = new UnusableFileException("holds what cannot be");
        damaged.initCause(cause);
        return damaged;
    }
}
