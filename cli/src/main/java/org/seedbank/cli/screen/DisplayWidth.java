package org.seedbank.cli.screen;

import org.jline.utils.WCWidth;

/** Columns that text takes on a terminal: two for most characters of East Asia and for emoji, none for combining marks. */
public final class DisplayWidth {

    private static final String CUT = "…";

    private DisplayWidth() {}

    /** Columns of a text that {@link SafeText} has made fit to be shown. */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            columns += of(text.codePointAt(i));
        }
        return columns;
    }

    private static int of(int character) {
        // Most of a long table is ASCII, which has to be looked up nowhere.
        return character < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(character));
    }

    /** The text, or as much of its beginning as fits before an ellipsis into so many columns, at least one. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = 0;
        int used = 1;
        while (used + of(text.codePointAt(end)) <= columns) {
            used += of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + CUT;
    }
}
