package org.seedbank.integrity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * BLAKE2b without a key (RFC 7693), as {@code b2sum} computes it. The JDK has none, and libraries that run on this Java
 * bring some megabytes for these few lines. For one thread.
 */
final class Blake2b extends MessageDigest {

    private static final int BLOCK = 128;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final long[] IV = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };

    /** The order in which each round takes the words of a block (RFC 7693, 2.7). */
    private static final int[][] SIGMA = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}
    };

    private final int bytes;
    private final long[] h = new long[8];
    private final long[] m = new long[16];
    private final long[] v = new long[16];
    private final byte[] block = new byte[BLOCK];
    private int filled;

    /** Bytes compressed so far; files are shorter than its range. */
    private long counter;

    /** A computation of a digest of 1 to 64 bytes. */
    Blake2b(int bytes) {
        super("BLAKE2b-" + 8 * bytes);
        this.bytes = bytes;
        engineReset();
    }

    @Override
    protected int engineGetDigestLength() {
        return bytes;
    }

    @Override
    protected void engineReset() {
        System.arraycopy(IV, 0, h, 0, h.length);
        // Digest length, no key, fanout and depth of 1.
        h[0] ^= 0x01010000L ^ bytes;
        counter = 0;
        filled = 0;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    /** The last block is kept back, as it is compressed in another way. */
    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (filled == BLOCK) {
                compress(block, 0, BLOCK, false);
                filled = 0;
            }
            while (filled == 0 && end - at > BLOCK) {
                compress(input, at, BLOCK, false);
                at += BLOCK;
            }
            int count = Math.min(BLOCK - filled, end - at);
            System.arraycopy(input, at, block, filled, count);
            filled += count;
            at += count;
        }
    }

    @Override
    protected byte[] engineDigest() {
        Arrays.fill(block, filled, BLOCK, (byte) 0);
        compress(block, 0, filled, true);
        byte[] all = new byte[64];
        for (int i = 0; i < h.length; i++) {
            WORD.set(all, 8 * i, h[i]);
        }
        engineReset();
        return Arrays.copyOf(all, bytes);
    }

    private void compress(byte[] data, int offset, int count, boolean last) {
        counter += count;
        for (int i = 0; i < m.length; i++) {
            m[i] = (long) WORD.get(data, offset + 8 * i);
        }
        System.arraycopy(h, 0, v, 0, 8);
        System.arraycopy(IV, 0, v, 8, 8);
        v[12] ^= counter;
        if (last) {
            v[14] = ~v[14];
        }
        for (int[] s : SIGMA) {
            mix(0, 4, 8, 12, m[s[0]], m[s[1]]);
            mix(1, 5, 9, 13, m[s[2]], m[s[3]]);
            mix(2, 6, 10, 14, m[s[4]], m[s[5]]);
            mix(3, 7, 11, 15, m[s[6]], m[s[7]]);
            mix(0, 5, 10, 15, m[s[8]], m[s[9]]);
            mix(1, 6, 11, 12, m[s[10]], m[s[11]]);
            mix(2, 7, 8, 13, m[s[12]], m[s[13]]);
            mix(3, 4, 9, 14, m[s[14]], m[s[15]]);
        }
        for (int i = 0; i < h.length; i++) {
            h[i] ^= v[i] ^ v[i + 8];
        }
    }

    private void mix(int a, int b, int c, int d, long x, long y) {
        long va = v[a] + v[b] + x;
        long vd = Long.rotateRight(v[d] ^ va, 32);
        long vc = v[c] + vd;
        long vb = Long.rotateRight(v[b] ^ vc, 24);
        va += vb + y;
        vd = Long.rotateRight(vd ^ va, 16);
        vc += vd;
        v[a] = va;
        v[b] = Long.rotateRight(vb ^ vc, 63);
        v[c] = vc;
        v[d] = vd;
    }
}
