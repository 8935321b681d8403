package org.seedbank.integrity.bencode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A bencoded byte string: a view of the bytes it was read from, which must not change. A large torrent is mostly
 * hashes, so they are not copied while it is read.
 */
public final class BBytes implements BValue {

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
        // Decoding strictly takes several times as long, so it is left for where something may be wrong.
        String text = new String(source, offset, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictText();
    }

    private String strictText() throws BencodeException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(source, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BencodeException("the text at byte %d is not valid UTF-8".formatted(offset), e);
        }
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
