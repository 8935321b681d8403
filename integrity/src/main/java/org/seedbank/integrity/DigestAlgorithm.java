package org.seedbank.integrity;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** The digests of files that seedbank can compute. From the weakest to the strongest. */
public enum DigestAlgorithm {
    /** MD5 (RFC 1321): finds accidents; proves nothing against somebody who means harm. */
    MD5("md5", MessageDigestAlgorithms.MD5, 16),
    /** SHA-1 (FIPS 180-4): finds accidents; proves little against somebody who means harm. */
    SHA1("sha1", MessageDigestAlgorithms.SHA_1, 20),
    /** SHA-256 (FIPS 180-4), the digest of manifests and torrents. */
    SHA256("sha256", MessageDigestAlgorithms.SHA_256, 32),
    /** SHA-512 (FIPS 180-4). */
    SHA512("sha512", MessageDigestAlgorithms.SHA_512, 64);

    private final String label;
    private final String javaName;
    private final int bytes;

    DigestAlgorithm(String label, String javaName, int bytes) {
        this.label = label;
        this.javaName = javaName;
        this.bytes = bytes;
    }

    /** The name in lower case without a dash, as hashdeep and BagIt write it. */
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
        return DigestUtils.getDigest(javaName);
    }

    /** The algorithm with this label, if it is one of these. */
    public static Optional<DigestAlgorithm> labelled(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equals(label))
                .findFirst();
    }
}
