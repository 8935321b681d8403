package org.seedbank.integrity.interchange;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;

/** Digests and names of algorithms as lists write them. */
final class DigestText {

    /** Every algorithm that is compared, for messages. */
    static final String SUPPORTED = "CRC32, MD5, SHA-1, SHA-2, SHA-3, BLAKE2b, BLAKE3";

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");
    private static final Pattern SHA2 = Pattern.compile("sha2((?:224|256|384|512)(?:224|256)?)");

    /** An algorithm, or a family of them, in the name of a list: {@code SHA256SUMS}, {@code x.b3}, {@code x.sha3-512}. */
    private static final Pattern IN_NAME = Pattern.compile(
            "(?<![a-z0-9])(crc-?32|md5|sha-?1|sha2?[-_]?(?:224|256|384|512)(?:[-_/]?(?:224|256))?"
                    + "|sha3(?:[-_]?(?:224|256|384|512))?|(?:blake2b|b2)(?:[-_]?[0-9]{3})?|blake3|b3)(?:sums?)?(?![a-z0-9])");

    /** By name in lower case without punctuation. */
    private static final Map<String, DigestAlgorithm> NAMES = names();

    private DigestText() {}

    private static Map<String, DigestAlgorithm> names() {
        Map<String, DigestAlgorithm> names = new HashMap<>();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            names.put(plain(algorithm.label()), algorithm);
        }
        names.put("blake2b512", DigestAlgorithm.BLAKE2B);
        names.put("blake3256", DigestAlgorithm.BLAKE3);
        return names;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[-_/.]", "")
                .replaceFirst("^b2", "blake2b")
                .replaceFirst("^b3", "blake3");
    }

    /**
     * The algorithm of this name, whatever its case and punctuation: {@code SHA2-256}, {@code SHA-256} and {@code sha256}
     * are one, as are {@code SHA512/256} and {@code SHA2-512/256}.
     */
    static Optional<DigestAlgorithm> algorithm(String name) {
        String plain = plain(name);
        Matcher sha2 = SHA2.matcher(plain);
        return Optional.ofNullable(NAMES.get(sha2.matches() ? "sha" + sha2.group(1) : plain));
    }

    /**
     * The algorithm that a name means for digests of this length: a family such as {@code SHA3} or {@code BLAKE2b} has
     * one for each length.
     *
     * @param bytes length of a digest
     */
    static Optional<DigestAlgorithm> algorithm(String name, int bytes) {
        return algorithm(name)
                .filter(algorithm -> algorithm.bytes() == bytes)
                .or(() -> algorithm(name + 8 * bytes))
                .or(() -> algorithm(name));
    }

    /** An algorithm, or a family of them, that the name of a list tells. */
    static Optional<String> inName(String fileName) {
        Matcher found = IN_NAME.matcher(fileName.toLowerCase(Locale.ROOT));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The algorithms whose digests have so many bytes, the most usual first. */
    static List<DigestAlgorithm> ofLength(int bytes) {
        return Arrays.stream(DigestAlgorithm.values())
                .filter(each -> each.bytes() == bytes)
                .toList();
    }

    /**
     * A digest whose length tells its algorithm, the most usual of those with this length.
     *
     * @throws IllegalArgumentException when no algorithm has digests of this length
     */
    static ContentDigest ofAnyLength(String text) {
        int bytes = bytes(text);
        return ofLength(bytes).stream()
                .findFirst()
                .map(algorithm -> of(algorithm, text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a digest of %d hex digits is none of %s".formatted(text.length(), SUPPORTED)));
    }

    /** Length of a digest from its text: hex digits, or base64. */
    static int bytes(String text) {
        return isHex(text) ? text.length() / 2 : text.replaceFirst("=*$", "").length() * 3 / 4;
    }

    /** Tells whether a word has as many hex digits as the digests of some algorithm. */
    static boolean isDigest(String word) {
        return isHex(word)
                && Arrays.stream(DigestAlgorithm.values()).anyMatch(each -> each.hexLength() == word.length());
    }

    /** The program that prints digests of one algorithm, or what digests of several are called. */
    static String program(Set<DigestAlgorithm> algorithms) {
        if (algorithms.size() != 1) {
            return "checksums";
        }
        return algorithms
                        .iterator()
                        .next()
                        .label()
                        .replaceFirst("^blake(2b|3).*", "b$1")
                        .replaceFirst("^b2b", "b2") + "sum";
    }

    private static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    /**
     * A digest in hex digits of either case, or in base64 (RFC 4648, 4).
     *
     * @throws IllegalArgumentException when it is not one of this algorithm
     */
    static ContentDigest of(DigestAlgorithm algorithm, String text) {
        if (text.length() == algorithm.hexLength() && isHex(text)) {
            return ContentDigest.of(algorithm, text.toLowerCase(Locale.ROOT));
        }
        if (bytes(text) != algorithm.bytes() || isHex(text)) {
            throw new IllegalArgumentException(
                    "a %s digest is not %d hex digits".formatted(algorithm.label(), algorithm.hexLength()));
        }
        try {
            return ContentDigest.of(
                    algorithm, Hex.encodeHexString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "it is neither hex digits nor base64 of a %s digest".formatted(algorithm.label()), e);
        }
    }
}
