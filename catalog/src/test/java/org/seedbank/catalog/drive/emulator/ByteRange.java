package org.seedbank.catalog.drive.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file: {@code length} bytes from {@code first} on. */
record ByteRange(long first, long length) {

    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static ByteRange whole(long size) {
        return new ByteRange(0, size);
    }

    /**
     * Reads a {@code Range} header (RFC 9110, section 14.2). One that is not understood means the whole file, as the
     * RFC wants it.
     *
     * @return null if the file has none of these bytes
     */
    static ByteRange parse(String header, long size) {
        Matcher range = HEADER.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return whole(size);
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(range.group(2)));
            return last == 0 ? null : new ByteRange(size - last, last);
        }
        long first = Long.parseLong(range.group(1));
        long end = range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
        return first >= size ? null : new ByteRange(first, Math.max(0, end - first));
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
