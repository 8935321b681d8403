package org.seedbank.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of some columns, broken between words where it can be. */
public final class WrappedText {

    private WrappedText() {}

    /** The lines of a text that is safe to be shown; a word that is too long is cut. */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +", -1)) {
            if (line.length() > 0 && DisplayWidth.of(line + " " + word) > columns) {
                lines.add(DisplayWidth.cut(line.toString(), columns));
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(DisplayWidth.cut(line.toString(), columns));
        return lines;
    }
}
