package org.seedbank.integrity.torrent;

import java.util.HexFormat;
import java.util.Objects;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.Sha256;

/**
 * The identity of a torrent in a swarm: the SHA-1 (v1, BEP 3) or SHA-256 (v2, BEP 52) of its bencoded {@code info}.
 *
 * @param hex 40 lower-case hex digits for v1, 64 for v2
 */
public record InfoHash(String hex) {

    private static final int V1_DIGITS = 40;
    private static final int V2_DIGITS = 2 * Sha256.BYTES;

    /** Throws {@link IllegalArgumentException} when {@code hex} is neither 40 nor 64 lower-case hex digits. */
    public InfoHash {
        Objects.requireNonNull(hex, "hex");
        if (!isInfoHash(hex)) {
            throw new IllegalArgumentException(
                    "'%s' is not an infohash: expected 40 (v1) or 64 (v2) lower-case hex digits".formatted(hex));
        }
    }

    /**
     * Tells whether {@code text} is the text form of a v1 or v2 infohash. A large catalog asks so often that it counts.
     */
    public static boolean isInfoHash(String text) {
        if (text.length() != V1_DIGITS && text.length() != V2_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * The infohash with these bytes.
     *
     * @param digest 20 (v1) or 32 (v2) bytes; they are copied
     */
    public static InfoHash of(byte[] digest) {
        return new InfoHash(Hex.encodeHexString(digest));
    }

    /** Tells whether this is the SHA-256 of BEP 52; otherwise it is the SHA-1 of BEP 3. */
    public boolean isV2() {
        return hex.length() == 2 * Sha256.BYTES;
    }

    /** The 20 or 32 bytes of the digest, a fresh array. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
