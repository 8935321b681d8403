package org.seedbank.integrity.bencode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A bencoded byte string: a view of the bytes it was read from, which must not change. A large torrent is mostly
 * hashes, so they are not copied while it is read.
 */
public final class BBytes implements BValue, Comparable<BBytes> {

    /** Holds what stands in decoded text for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private final byte[] source;
    private final int offset;
    private final int length;

    BBytes(byte[] source, int offset, int length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
    }

    /** A byte string of exactly these bytes, which must not change. */
    public static BBytes of(byte[] bytes) {
        return new BBytes(bytes, 0, bytes.length);
    }

    /** The UTF-8 form of a text. */
    public static BBytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length in bytes. */
    public int length() {
        return length;
    }

    /** A fresh copy of the bytes. */
    public byte[] copy() {
        return Arrays.copyOfRange(source, offset, offset + length);
    }

    /**
     * The text these bytes are in UTF-8.
     *
     * @throws BencodeException when they are not valid UTF-8
     */
    public String text() throws BencodeException {
        return utf8().orElseThrow(
                        () -> new BencodeException("the text at byte %d is not valid UTF-8".formatted(offset)));
    }

    /** The text these bytes are in UTF-8; empty when they are not valid UTF-8. */
    public Optional<String> utf8() {
        String text = new String(source, offset, length, StandardCharsets.UTF_8);
        // What was no UTF-8 has become a replacement, which is other bytes; a replacement that was written is the same.
        return text.indexOf(REPLACEMENT) < 0 || of(text).equals(this) ? Optional.of(text) : Optional.empty();
    }

    /** Tells whether one of the bytes is this one. */
    public boolean has(byte wanted) {
        for (int at = offset; at < offset + length; at++) {
            if (source[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** The order of bencoded keys: by unsigned bytes. */
    @Override
    public int compareTo(BBytes that) {
        return Arrays.compareUnsigned(
                source, offset, offset + length, that.source, that.offset, that.offset + that.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BBytes that
                && Arrays.equals(source, offset, offset + length, that.source, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(source, offset, length).hashCode();
    }

    @Override
    public String kind() {
        return "a byte string";
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
