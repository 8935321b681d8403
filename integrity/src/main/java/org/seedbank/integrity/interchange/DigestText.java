package org.seedbank.integrity.interchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;

/** Digests and names of algorithms as lists write them. */
final class DigestText {

    /** Every algorithm that is compared, for messages. */
    static final String SUPPORTED =
            Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::label).collect(Collectors.joining(", "));

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    private DigestText() {}

    /** The algorithm of this name, whatever its case; {@code SHA2-256} and {@code SHA-256} are SHA-256. */
    static Optional<DigestAlgorithm> algorithm(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("^sha2?-", "sha");
        return Arrays.stream(DigestAlgorithm.values())
                .filter(each -> each.label().equals(plain))
                .findFirst();
    }

    /**
     * A digest whose length tells its algorithm.
     *
     * @throws IllegalArgumentException when no algorithm has digests of this length
     */
    static ContentDigest ofAnyLength(String hex) {
        return Arrays.stream(DigestAlgorithm.values())
                .filter(each -> each.hexLength() == hex.length())
                .findFirst()
                .map(algorithm -> of(algorithm, hex))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a digest of %d hex digits is none of %s".formatted(hex.length(), SUPPORTED)));
    }

    /**
     * A digest in hex digits of either case.
     *
     * @throws IllegalArgumentException when it is not one of this algorithm
     */
    static ContentDigest of(DigestAlgorithm algorithm, String hex) {
        if (hex.length() != algorithm.hexLength() || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a %s digest is not %d hex digits".formatted(algorithm.label(), algorithm.hexLength()));
        }
        return ContentDigest.of(algorithm, hex.toLowerCase(Locale.ROOT));
    }
}
