package org.seedbank.catalog.drive.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Page tokens carry the place to go on from, and count for the same search only. */
final class PageTokens {

    private static final Pattern FORM = Pattern.compile("~(\\d{1,18})~(\\d{1,9})~(-?\\d{1,10})~\\d{1,18}");

    /** No token is written twice, also where a page was empty and the place is the same. */
    private final AtomicLong written = new AtomicLong();

    /**
     * Where a page begins.
     *
     * @param number items with lower numbers follow, where the order is that of age
     * @param offset so many were shown before, where another order is asked for
     */
    record Position(long number, int offset) {

        static final Position START = new Position(Long.MAX_VALUE >> 4, 0);

        /** After that page; an empty one leaves it where it was. */
        Position after(List<Item> page) {
            return page.isEmpty() ? this : new Position(page.get(page.size() - 1).number, offset + page.size());
        }
    }

    Position read(String token, String search) {
        if (token == null || token.isEmpty()) {
            return Position.START;
        }
        Matcher parts = FORM.matcher(decode(token));
        if (!parts.matches() || !parts.group(3).equals("" + search.hashCode())) {
            throw invalid();
        }
        return new Position(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private static String decode(String token) {
        try {
            return new String(
                    Base64.getUrlDecoder().decode(token.replaceFirst("^~!!~", "")), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** Real ones begin so too, and go through a URL as they are. */
    String write(Position position, String search) {
        String text = "~" + position.number() + "~" + position.offset() + "~" + search.hashCode() + "~"
                + written.incrementAndGet();
        return "~!!~" + Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static DriveError invalid() {
        return DriveError.invalid("Invalid Value: pageToken");
    }
}
