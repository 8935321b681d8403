package org.seedbank.integrity.internal.hashing;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a run has come without gaps, and the last place there from which a file that is cut could go on. Guarded by
 * the window's lock.
 */
final class Watermark {

    /**
     * A place in the row; everything before it is hashed.
     *
     * @param item the first item that is not hashed; the number of items at the end
     * @param fileOffset bytes of it from which hashing could go on, or 0: every piece before is hashed
     * @param state where its SHA-256 stands there; null when no digests of files are computed, or nobody can tell
     */
    record Mark(int item, long fileOffset, DigestState state) {}

    private final HashPlan plan;

    /** By place in the row; one for each chunk hashed out of order at most, beside those that nobody asked for. */
    private final TreeMap<Long, Mark> marks = new TreeMap<>();

    Watermark(HashPlan plan) {
        this.plan = plan;
    }

    /** All steps of a chunk are done, and {@code before} is where the first chunk that is not hashed begins. */
    void done(Chunk chunk, Mark before) {
        Chunk.Segment last = chunk.segments.get(chunk.segments.size() - 1);
        long end = last.fileOffset + last.length;
        boolean goesOn = end < plan.items().get(last.item).length();
        boolean hasState = chunk.state != null || plan.fileAlgorithms().isEmpty();
        if (goesOn && hasState && end % plan.pieceLength() == 0) {
            marks.put(plan.items().get(last.item).offset() + end, new Mark(last.item, end, chunk.state));
        }
        forget(before);
    }

    private void forget(Mark before) {
        Long latest = marks.floorKey(position(before));
        if (latest != null) {
            marks.headMap(latest, false).clear();
        }
    }

    /** The mark, where {@code before} is where the first chunk that is not hashed begins. */
    Mark mark(Mark before) {
        Map.Entry<Long, Mark> latest = marks.floorEntry(position(before));
        return latest != null && latest.getValue().item() == before.item()
                ? latest.getValue()
                : new Mark(before.item(), 0, null);
    }

    private long position(Mark place) {
        return place.item() == plan.items().size()
                ? plan.rowLength()
                : plan.items().get(place.item()).offset() + place.fileOffset();
    }
}
