package org.seedbank.integrity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    /** The stretches of both, joined where they touch, in ascending order. Neither has two that overlap. */
    public static List<ByteRange> union(List<ByteRange> some, List<ByteRange> others) {
        List<ByteRange> joined = new ArrayList<>();
        Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingLong(ByteRange::start))
                .forEach(range -> append(joined, range.start, range.end));
        return joined;
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
