package org.seedbank.integrity.internal.hashing;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * A stretch of the row that is read into one buffer and hashed by three independent steps. Its state fields belong to
 * the pipeline's lock; buffer and segments belong to the reader until it is filled, and are only read afterwards.
 */
final class Chunk {

    /** Bytes of a buffer: small enough to stay in a core's cache between the steps, large enough for a disk. */
    static final int LENGTH = 1 << 20;

    /** Part of a file within a chunk. */
    static final class Segment {
        final int item;
        final long fileOffset;
        final long length;
        final int bufferOffset;

        /** Bytes from the start that are in the buffer; the rest is absent. Lowered by the reader when a read fails. */
        int present;

        Segment(int item, long fileOffset, long length, int bufferOffset, int present) {
            this.item = item;
            this.fileOffset = fileOffset;
            this.length = length;
            this.bufferOffset = bufferOffset;
            this.present = present;
        }
    }

    /** Digests that go on in the next chunk; without meaning where a byte was absent. */
    record Carry(List<MessageDigest> digests, boolean spoiled) {}

    final List<Segment> segments;
    final long rowStart;
    final long rowEnd;

    /** The chunk before this one, while a step here may need what it carried over. */
    Chunk previous;

    byte[] buffer;
    boolean filled;

    /** Steps neither running nor done. */
    final EnumSet<Step> waiting = EnumSet.noneOf(Step.class);

    /** Steps done. */
    final EnumSet<Step> done = EnumSet.noneOf(Step.class);

    /** Where the digest of the file that goes on behind this chunk stands; null where none is wanted or can be told. */
    DigestState state;

    /** Holds what a step carries into the next chunk; no entry where nothing goes on. */
    final Map<Step, Carry> carried = new EnumMap<>(Step.class);

    Chunk(List<Segment> segments, long rowStart, long rowEnd) {
        this.segments = List.copyOf(segments);
        this.rowStart = rowStart;
        this.rowEnd = rowEnd;
    }

    /** Bytes of the files in it, absent ones included. */
    long fileBytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.length;
        }
        return sum;
    }

    /** Returns what the step carried over from the chunk before, or null where nothing goes on from there. */
    Carry carriedInto(Step step) {
        return previous == null ? null : previous.carried.get(step);
    }

    /** The hashing steps of a chunk, most urgent first: file digests are a chain, so they set the pace for a large file. */
    enum Step {
        FILES,
        PIECES,
        LEAVES
    }
}
