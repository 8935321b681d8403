package org.seedbank.cli.top;

/**
 * A line of the screen.
 *
 * @param text what stands there, which is safe to be shown and fits
 * @param look how it looks, where the terminal can show that
 */
record ScreenLine(String text, Look look) {

    /** Looks of lines. */
    enum Look {
        PLAIN,
        TITLE,
        CHOSEN,
        GOOD,
        BAD
    }

    static ScreenLine plain(String text) {
        return new ScreenLine(text, Look.PLAIN);
    }
}
