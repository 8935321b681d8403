package org.seedbank.catalog.metadata;

import java.util.regex.Pattern;

/** Text for a place that holds one line. */
final class OneLine {

    /** Line breaks of any kind, tabs and control characters of both sets (C0, C1), and blanks around them. */
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");

    private OneLine() {}

    /** The text with one blank in place of each run of blanks, line breaks and control characters. */
    static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}
