package org.seedbank.integrity;

import java.util.List;

/**
 * A stretch of a file.
 *
 * @param start its first byte, from 0
 * @param end the byte after its last, greater than {@code start}
 */
public record ByteRange(long start, long end) {

    /** Throws {@link IllegalArgumentException} when the range is empty or begins below 0. */
    public ByteRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a byte range: %d to %d".formatted(start, end));
        }
    }

    /** Its length in bytes. */
    public long length() {
        return end - start;
    }

    /** Appends a range to ranges in ascending order; one that touches the last is joined to it. */
    public static void append(List<ByteRange> ranges, long start, long end) {
        ByteRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && last.end >= start) {
            ranges.set(ranges.size() - 1, new ByteRange(last.start, end));
        } else {
            ranges.add(new ByteRange(start, end));
        }
    }
}
