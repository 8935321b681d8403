package org.seedbank.tracker.internal.swarms;

import java.util.Locale;

/** What a peer says of itself in an announce; the order is that of the numbers in BEP 15. */
public enum Event {
    /** Nothing in particular: it goes on. */
    NONE,
    /** It has all of it now. */
    COMPLETED,
    /** It has begun. */
    STARTED,
    /** It goes away. */
    STOPPED,
    /** It has what it wants, and lacks the rest (BEP 21). */
    PAUSED;

    /** The event with this name in a query; {@link #NONE} for others, as for names of later times. */
    public static Event named(String text) {
        for (Event each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        return NONE;
    }

    /** The event with this number in a packet. */
    public static Event numbered(int number) {
        return number >= 0 && number < values().length ? values()[number] : NONE;
    }
}
