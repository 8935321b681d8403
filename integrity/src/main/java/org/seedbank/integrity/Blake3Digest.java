package org.seedbank.integrity;

import java.security.MessageDigest;
import org.apache.commons.codec.digest.Blake3;

/** BLAKE3 without a key, with 32 bytes, in the form of the JDK's digests. For one thread. */
final class Blake3Digest extends MessageDigest {

    private static final int BYTES = 32;

    private Blake3 hash = Blake3.initHash();

    Blake3Digest() {
        super("BLAKE3");
    }

    @Override
    protected int engineGetDigestLength() {
        return BYTES;
    }

    @Override
    protected void engineUpdate(byte input) {
        hash.update(new byte[] {input});
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        hash.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = hash.doFinalize(BYTES);
        engineReset();
        return digest;
    }

    @Override
    protected void engineReset() {
        hash = Blake3.initHash();
    }
}
