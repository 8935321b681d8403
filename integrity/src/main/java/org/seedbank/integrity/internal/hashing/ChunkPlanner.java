package org.seedbank.integrity.internal.hashing;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the row into chunks, in order. A file that fits is not cut, so many small files share a chunk; a larger one
 * begins a chunk of its own and is cut at multiples of {@link Chunk#LENGTH}, so that Merkle subtrees do not straddle
 * chunks. What is known already is passed over, and no chunk reaches over it. Guarded by the pipeline's lock.
 */
final class ChunkPlanner {

    /** Most files in a chunk, so that a chunk of empty files stays small. */
    private static final int MOST_SEGMENTS = 1024;

    private final HashPlan plan;
    private int item;
    private long fileOffset;

    ChunkPlanner(HashPlan plan) {
        this.plan = plan;
        passKnown();
    }

    /** The item that the next chunk begins with; the number of items at the end. */
    int item() {
        return item;
    }

    /** Where in that item the next chunk begins. */
    long fileOffset() {
        return fileOffset;
    }

    boolean hasNext() {
        return item < plan.items().size();
    }

    Chunk next() {
        List<Chunk.Segment> segments = new ArrayList<>();
        long rowStart = item == 0 && fileOffset == 0 ? 0 : position();
        long rowEnd = rowStart;
        int used = 0;
        boolean passed = false;
        while (hasNext() && !passed && segments.size() < MOST_SEGMENTS) {
            Chunk.Segment segment = segment(used);
            if (segment == null) {
                break;
            }
            segments.add(segment);
            used += segment.present;
            advance(segment);
            rowEnd = hasNext() ? position() : plan.rowLength();
            passed = passKnown();
        }
        return new Chunk(segments, rowStart, rowEnd);
    }

    private long position() {
        return plan.items().get(item).offset() + fileOffset;
    }

    /** The next segment, or null where it does not fit behind the bytes used. */
    private Chunk.Segment segment(int used) {
        HashItem current = plan.items().get(item);
        long readable = current.readable() - fileOffset;
        if (readable <= 0) {
            return new Chunk.Segment(item, fileOffset, current.length() - fileOffset, used, 0);
        }
        if (used > 0 && readable > Chunk.LENGTH - used) {
            return null;
        }
        int present = (int) Math.min(readable, Chunk.LENGTH);
        boolean last = present == readable;
        // The absent tail of a short file stays with its last readable bytes only up to the next cut.
        long length = last ? Math.min(current.length() - fileOffset, Chunk.LENGTH) : present;
        return new Chunk.Segment(item, fileOffset, length, used, present);
    }

    private void advance(Chunk.Segment segment) {
        fileOffset += segment.length;
        if (fileOffset >= plan.items().get(item).length()) {
            item++;
            fileOffset = 0;
        }
    }

    /** Goes on to the next byte that is not known, and says whether there were known ones before it. */
    private boolean passKnown() {
        boolean passed = false;
        while (hasNext() && fileOffset < plan.items().get(item).known()) {
            passed = true;
            fileOffset = plan.items().get(item).known();
            if (plan.items().get(item).isKnown()) {
                item++;
                fileOffset = 0;
            }
        }
        return passed;
    }
}
