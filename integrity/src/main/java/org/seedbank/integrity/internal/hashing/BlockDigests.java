package org.seedbank.integrity.internal.hashing;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Hashes a batch of independent blocks. This is the one place where a kernel that hashes many blocks side by side could
 * take the place of the JDK's.
 */
interface BlockDigests {

    /**
     * Hashes blocks that lie one behind the other; the last may be shorter.
     *
     * @param data where the blocks are
     * @param offset first byte of the first block
     * @param length bytes of all blocks together
     * @param blockLength bytes of each block but the last
     * @param out receives 32 bytes for each block
     * @param outOffset first byte to write there
     * @return the number of blocks
     */
    int sha256(byte[] data, int offset, int length, int blockLength, byte[] out, int outOffset);

    /** One digest after the other with a {@link MessageDigest} of its own. Not for several threads at once. */
    static BlockDigests sequential(MessageDigest digest) {
        return (data, offset, length, blockLength, out, outOffset) -> {
            int blocks = 0;
            for (int at = 0; at < length; at += blockLength) {
                digest.update(data, offset + at, Math.min(blockLength, length - at));
                try {
                    digest.digest(out, outOffset + blocks * MerkleTree.NODE, MerkleTree.NODE);
                } catch (DigestException e) {
                    throw new IllegalStateException("no room for digest " + blocks, e);
                }
                blocks++;
            }
            return blocks;
        };
    }
}
