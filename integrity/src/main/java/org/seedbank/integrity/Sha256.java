package org.seedbank.integrity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A SHA-256 digest (FIPS 180-4). Equal digests name equal content; the text form is 64 lower-case hex digits. Large
 * datasets have hundreds of thousands of them, so it holds its bytes without a text or an array of its own.
 */
public final class Sha256 implements ContentDigest, Comparable<Sha256> {

    /** Length of a digest in bytes. */
    public static final int BYTES = 32;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    /**
     * The digest with this text form.
     *
     * @param hex exactly 64 lower-case hex digits
     * @throws IllegalArgumentException when it is not that
     */
    public Sha256(String hex) {
        this(ByteBuffer.wrap(HexFormat.of().parseHex(checked(hex))));
    }

    private Sha256(ByteBuffer digest) {
        this.first = digest.getLong();
        this.second = digest.getLong();
        this.third = digest.getLong();
        this.fourth = digest.getLong();
    }

    private static String checked(String hex) {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException(
                    "'%s' is not a SHA-256 digest: expected 64 lower-case hex digits".formatted(hex));
        }
        return hex;
    }

    /** Tells whether {@code text} is the text form of a digest. */
    public static boolean isDigest(String text) {
        return DIGITS.matcher(text).matches();
    }

    /**
     * The digest with these bytes.
     *
     * @param digest 32 bytes; they are copied
     * @throws IllegalArgumentException when there are fewer or more
     */
    public static Sha256 of(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("'%s' is not a SHA-256 digest: expected 64 lower-case hex digits"
                    .formatted(Hex.encodeHexString(digest)));
        }
        return at(digest, 0);
    }

    /** The digest whose 32 bytes begin at this place of an array. */
    public static Sha256 at(byte[] digests, int offset) {
        return new Sha256(ByteBuffer.wrap(digests, offset, BYTES));
    }

    /** The digest of some bytes held in memory. */
    public static Sha256 digestOf(byte[] content) {
        return of(DigestUtils.sha256(content));
    }

    /** A new, empty SHA-256 computation. */
    public static MessageDigest newDigest() {
        return DigestUtils.getSha256Digest();
    }

    @Override
    public DigestAlgorithm algorithm() {
        return DigestAlgorithm.SHA256;
    }

    /** The 32 bytes of the digest, a fresh array. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public String hex() {
        byte[] digits = new byte[2 * BYTES];
        writeHex(digits, 0);
        return new String(digits, StandardCharsets.US_ASCII);
    }

    /** Writes the 64 digits of the text form as ASCII; a manifest of 100,000 files asks so often that it counts. */
    public void writeHex(byte[] out, int offset) {
        writeHex(first, out, offset);
        writeHex(second, out, offset + 16);
        writeHex(third, out, offset + 32);
        writeHex(fourth, out, offset + 48);
    }

    private static void writeHex(long word, byte[] out, int offset) {
        for (int i = 0; i < 16; i++) {
            out[offset + i] = HEX[(int) (word >>> (60 - 4 * i)) & 0xf];
        }
    }

    @Override
    public int compareTo(Sha256 other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return hex();
    }
}
