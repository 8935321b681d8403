package org.seedbank.cli;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A row of the manual's table of older tools.
 *
 * @param before what was typed
 * @param commands what is typed now, in this order, with placeholders
 */
record OlderTool(String before, List<String> commands) {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_-]+(?:\\.py)?[^`|]*)` \\| ([^|]*`seedbank [^|]*) \\|");
    private static final Pattern COMMAND = Pattern.compile("`seedbank ([^`]+)`");

    /** All rows of a document, in their order. */
    static List<OlderTool> in(String markdown) {
        return ROW.matcher(table(markdown)).results().map(OlderTool::of).toList();
    }

    private static OlderTool of(MatchResult row) {
        List<String> commands = COMMAND.matcher(row.group(2))
                .results()
                .map(command -> command.group(1))
                .toList();
        return new OlderTool(row.group(1), commands);
    }

    /** How many rows a document's table has, whatever they say. */
    static long count(String markdown) {
        return table(markdown).lines().filter(line -> line.startsWith("| `")).count();
    }

    private static String table(String markdown) {
        int start = markdown.indexOf("\n| before | now |");
        return start < 0 ? "" : markdown.substring(start, markdown.indexOf("\n\n", start));
    }

    /** The document without what was typed before, which has options of other programs. */
    static String withoutTheirs(String markdown) {
        String table = table(markdown);
        return table.isEmpty() ? markdown : markdown.replace(table, table.replaceAll("(?m)^\\| `[^|]*\\|", "|"));
    }

    @Override
    public String toString() {
        return before;
    }
}
