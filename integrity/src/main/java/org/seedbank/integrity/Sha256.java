package org.seedbank.integrity;

import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A SHA-256 digest (FIPS 180-4). Equal digests name equal content; the text form is 64 lower-case hex digits.
 *
 * @param hex exactly 64 lower-case hex digits
 */
public record Sha256(String hex) implements ContentDigest, Comparable<Sha256> {

    /** Length of a digest in bytes. */
    public static final int BYTES = 32;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    /** Throws {@link IllegalArgumentException} when {@code hex} is not 64 lower-case hex digits. */
    public Sha256 {
        Objects.requireNonNull(hex, "hex");
        if (!isDigest(hex)) {
            throw new IllegalArgumentException(
                    "'%s' is not a SHA-256 digest: expected 64 lower-case hex digits".formatted(hex));
        }
    }

    /** Whether {@code text} is the text form of a digest. */
    public static boolean isDigest(String text) {
        return DIGITS.matcher(text).matches();
    }

    /**
     * The digest with these bytes.
     *
     * @param digest 32 bytes; they are copied
     */
    public static Sha256 of(byte[] digest) {
        return new Sha256(Hex.encodeHexString(digest));
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
        return HexBytes.decode(hex);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
