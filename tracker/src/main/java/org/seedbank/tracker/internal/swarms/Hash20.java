package org.seedbank.tracker.internal.swarms;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.seedbank.integrity.torrent.InfoHash;

/** Twenty bytes by which a swarm is announced: a v1 infohash, or the beginning of a v2 one. */
public record Hash20(long first, long second, int third) implements Comparable<Hash20> {

    /** Its length in bytes. */
    public static final int BYTES = 20;

    /** Infohashes are digests, but whoever may announce any may choose them. */
    private static final long SALT = new SecureRandom().nextLong() | 1;

    /** Reads the next twenty bytes of a buffer, big-endian. */
    public static Hash20 read(ByteBuffer from) {
        return new Hash20(from.getLong(), from.getLong(), from.getInt());
    }

    /** Throws {@link IllegalArgumentException} unless they are twenty bytes. */
    public static Hash20 of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("%d bytes are no infohash".formatted(bytes.length));
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /** What trackers see of an infohash. */
    public static Hash20 of(InfoHash hash) {
        return read(ByteBuffer.wrap(hash.bytes()));
    }

    /** A fresh array. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putInt(third)
                .array();
    }

    @Override
    public int hashCode() {
        long mixed = (first ^ Long.rotateLeft(second, 21) ^ third) * SALT;
        return (int) (mixed >>> 32);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash20 that && first == that.first && second == that.second && third == that.third;
    }

    @Override
    public int compareTo(Hash20 that) {
        int byFirst = Long.compareUnsigned(first, that.first);
        int bySecond = byFirst == 0 ? Long.compareUnsigned(second, that.second) : byFirst;
        return bySecond == 0 ? Integer.compareUnsigned(third, that.third) : bySecond;
    }

    /** Forty hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
