package org.seedbank.integrity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/** CRC-32 as ZIP and SFV files have it, its highest byte first, in the form of the JDK's digests. For one thread. */
final class Crc32Digest extends MessageDigest {

    private final CRC32 crc = new CRC32();

    Crc32Digest() {
        super("CRC32");
    }

    @Override
    protected int engineGetDigestLength() {
        return Integer.BYTES;
    }

    @Override
    protected void engineUpdate(byte input) {
        crc.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        crc.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        engineReset();
        return digest;
    }

    @Override
    protected void engineReset() {
        crc.reset();
    }
}
