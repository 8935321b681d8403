package org.seedbank.integrity;

import java.util.Objects;

/** The digest of some bytes. Digests of one algorithm that are equal name equal content. */
public sealed interface ContentDigest permits Sha256, ContentDigest.Other {

    /** Returns what it was computed with. */
    DigestAlgorithm algorithm();

    /** Its text form: lower-case hex digits. */
    String hex();

    /**
     * The digest with this text form.
     *
     * @param hex as many lower-case hex digits as the algorithm's digests have
     * @throws IllegalArgumentException when it is not that
     */
    static ContentDigest of(DigestAlgorithm algorithm, String hex) {
        return algorithm == DigestAlgorithm.SHA256 ? new Sha256(hex) : new Other(algorithm, hex);
    }

    /** A digest that is no {@link Sha256}. Made by {@link ContentDigest#of}. */
    record Other(DigestAlgorithm algorithm, String hex) implements ContentDigest {

        /** Throws {@link IllegalArgumentException} when {@code hex} is not a digest of this algorithm. */
        public Other {
            Objects.requireNonNull(algorithm, "algorithm");
            if (algorithm == DigestAlgorithm.SHA256) {
                throw new IllegalArgumentException("a SHA-256 digest has a type of its own");
            }
            if (hex.length() != algorithm.hexLength() || !isLowerHex(hex)) {
                throw new IllegalArgumentException("'%s' is not a %s digest: expected %d lower-case hex digits"
                        .formatted(hex, algorithm.label(), algorithm.hexLength()));
            }
        }

        /** By hand: a torrent or list may have a million digests. */
        private static boolean isLowerHex(String hex) {
            for (int i = 0; i < hex.length(); i++) {
                char c = hex.charAt(i);
                if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                    return false;
                }
            }
            return true;
        }
    }
}
