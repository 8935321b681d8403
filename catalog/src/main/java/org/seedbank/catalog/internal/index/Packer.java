package org.seedbank.catalog.internal.index;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Appends numbers and texts to an array that grows; {@link Unpacker} takes them out again. For one thread. */
final class Packer {

    private byte[] packed = new byte[1 << 12];
    private int length;

    int length() {
        return length;
    }

    /** The array itself, of which the first {@link #length()} bytes count, until something is added. */
    byte[] array() {
        return packed;
    }

    void clear() {
        length = 0;
    }

    void octet(int value) {
        reserve(1);
        packed[length++] = (byte) value;
    }

    /** Any number; those near 0 take the least room: seven bits a byte, lowest first, the sign in the lowest of all. */
    void number(long value) {
        reserve(Unpacker.MAX_NUMBER_BYTES);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            packed[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        packed[length++] = (byte) rest;
    }

    void instant(Instant time) {
        number(time.getEpochSecond());
        number(time.getNano());
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes(utf8);
    }

    void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    /** Bytes whose number the reader knows. */
    void bytes(byte[] bytes) {
        bytes(bytes, 0, bytes.length);
    }

    /** Part of an array. */
    void bytes(byte[] bytes, int start, int count) {
        reserve(count);
        System.arraycopy(bytes, start, packed, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (packed.length - length < more) {
            packed = Arrays.copyOf(packed, Math.max(Math.addExact(length, more), 2 * packed.length));
        }
    }
}
