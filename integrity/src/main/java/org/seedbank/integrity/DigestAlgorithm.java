package org.seedbank.integrity;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * The digests of files that seedbank can compute. From the weakest to the strongest; of those with digests of one
 * length, the most usual comes first.
 */
public enum DigestAlgorithm {
    /** CRC-32 (ISO/IEC 3309), of which two files in four thousand million agree: finds accidents, and not every one. */
    CRC32("crc32", 4, Crc32Digest::new),
    /** MD5 (RFC 1321): finds accidents; proves nothing against somebody who means harm. */
    MD5("md5", 16, () -> DigestUtils.getDigest(MessageDigestAlgorithms.MD5)),
    /** BLAKE2b of 128 bits (RFC 7693). */
    BLAKE2B_128("blake2b-128", 16, () -> new Blake2b(16)),
    /** SHA-1 (FIPS 180-4): finds accidents; proves little against somebody who means harm. */
    SHA1("sha1", 20, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_1)),
    /** BLAKE2b of 160 bits (RFC 7693). */
    BLAKE2B_160("blake2b-160", 20, () -> new Blake2b(20)),
    /** SHA-224 (FIPS 180-4). */
    SHA224("sha224", 28, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_224)),
    /** SHA-512/224 (FIPS 180-4). */
    SHA512_224("sha512-224", 28, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_512_224)),
    /** SHA3-224 (FIPS 202). */
    SHA3_224("sha3-224", 28, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA3_224)),
    /** BLAKE2b of 224 bits (RFC 7693). */
    BLAKE2B_224("blake2b-224", 28, () -> new Blake2b(28)),
    /** SHA-256 (FIPS 180-4), the digest of manifests and torrents. */
    SHA256("sha256", 32, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_256)),
    /** SHA-512/256 (FIPS 180-4). */
    SHA512_256("sha512-256", 32, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_512_256)),
    /** SHA3-256 (FIPS 202). */
    SHA3_256("sha3-256", 32, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA3_256)),
    /** BLAKE2b of 256 bits (RFC 7693). */
    BLAKE2B_256("blake2b-256", 32, () -> new Blake2b(32)),
    /** BLAKE3 of 256 bits, as {@code b3sum} prints it. */
    BLAKE3("blake3", 32, Blake3Digest::new),
    /** SHA-384 (FIPS 180-4). */
    SHA384("sha384", 48, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_384)),
    /** SHA3-384 (FIPS 202). */
    SHA3_384("sha3-384", 48, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA3_384)),
    /** BLAKE2b of 384 bits (RFC 7693). */
    BLAKE2B_384("blake2b-384", 48, () -> new Blake2b(48)),
    /** SHA-512 (FIPS 180-4). */
    SHA512("sha512", 64, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA_512)),
    /** SHA3-512 (FIPS 202). */
    SHA3_512("sha3-512", 64, () -> DigestUtils.getDigest(MessageDigestAlgorithms.SHA3_512)),
    /** BLAKE2b of 512 bits (RFC 7693), as {@code b2sum} prints it. */
    BLAKE2B("blake2b", 64, () -> new Blake2b(64));

    private final String label;
    private final int bytes;
    /** A constructor or a method without state; only its type does not say so. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<MessageDigest> computation;

    DigestAlgorithm(String label, int bytes, Supplier<MessageDigest> computation) {
        this.label = label;
        this.bytes = bytes;
        this.computation = computation;
    }

    /** The name in lower case, as hashdeep and BagIt write it, a dash in front of bits that its name alone does not tell. */
    public String label() {
        return label;
    }

    /** Length of a digest in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Length of a digest's text form in hex digits. */
    public int hexLength() {
        return 2 * bytes;
    }

    /** A new, empty computation. */
    public MessageDigest newDigest() {
        return computation.get();
    }

    /** The algorithm with this label, if it is one of these. */
    public static Optional<DigestAlgorithm> labelled(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equals(label))
                .findFirst();
    }
}
