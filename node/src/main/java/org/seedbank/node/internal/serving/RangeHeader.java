package org.seedbank.node.internal.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Range} with bytes, RFC 9110, section 14. */
final class RangeHeader {

    /** More than a program needs at once. */
    static final int MOST = 32;

    private static final int MOST_CHARACTERS = 2_000;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18})");

    private RangeHeader() {}

    /**
     * A stretch of what is served.
     *
     * @param start its first byte
     * @param end the byte after its last
     */
    record Stretch(long start, long end) {}

    /**
     * Which stretches of so many bytes are asked for, in the order in which that is; none when no byte of any is there.
     * Empty for a header that is to be passed over, since it is none, or asks for what a program does not need: more
     * than {@value #MOST} ranges, or some that overlap. So is any for no bytes at all: WebTorrent asks an empty file for a range
     * together with its neighbours, and has nothing of any of them when that is refused.
     */
    static Optional<List<Stretch>> parse(String header, long length) {
        String text = header.strip().toLowerCase(Locale.ROOT);
        if (length == 0 || !text.startsWith("bytes=") || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        List<Stretch> wanted = new ArrayList<>();
        int ranges = 0;
        for (String each : text.substring("bytes=".length()).split(",", -1)) {
            String range = each.strip();
            if (range.isEmpty()) {
                continue; // An element of a list may be empty, RFC 9110, 5.6.1.2.
            }
            Matcher parts = RANGE.matcher(range);
            if (!parts.matches() || ++ranges > MOST) {
                return Optional.empty();
            }
            Optional<Stretch> stretch = stretch(parts, length);
            if (stretch.isEmpty() && isBackwards(parts)) {
                return Optional.empty();
            }
            stretch.ifPresent(wanted::add);
        }
        return ranges == 0 || overlap(wanted) ? Optional.empty() : Optional.of(wanted);
    }

    private static Optional<Stretch> stretch(Matcher parts, long length) {
        if (parts.group(3) != null) {
            long last = Math.min(length, Long.parseLong(parts.group(3)));
            return last == 0 ? Optional.empty() : Optional.of(new Stretch(length - last, length));
        }
        long start = Long.parseLong(parts.group(1));
        long end = parts.group(2).isEmpty() ? length : Math.min(length, Long.parseLong(parts.group(2)) + 1);
        return start < end ? Optional.of(new Stretch(start, end)) : Optional.empty();
    }

    private static boolean isBackwards(Matcher parts) {
        return parts.group(3) == null
                && !parts.group(2).isEmpty()
                && Long.parseLong(parts.group(2)) < Long.parseLong(parts.group(1));
    }

    private static boolean overlap(List<Stretch> stretches) {
        List<Stretch> sorted = stretches.stream()
                .sorted((a, b) -> Long.compare(a.start(), b.start()))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).start() < sorted.get(i - 1).end()) {
                return true;
            }
        }
        return false;
    }
}
