package org.seedbank.cli.screen;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows under a header, each column as wide as its widest cell. Cells may hold a stranger's text. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> right = new HashSet<>();
    private final Map<Integer, List<String>> notes = new HashMap<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Aligns the columns with these indexes, from 0, on the right. */
    public Table alignRight(Integer... columns) {
        right.addAll(Arrays.asList(columns));
        return this;
    }

    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(SafeText::line).toList());
    }

    /** Adds a line below the last row, which makes no column wider. */
    public void note(String text) {
        notes.computeIfAbsent(rows.size(), row -> new ArrayList<>()).add(GAP + GAP + SafeText.line(text));
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        int printed = 0;
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String space = " ".repeat(widths[i] - DisplayWidth.of(cell));
                boolean atRight = right.contains(i);
                line.append(i == 0 ? "" : GAP).append(atRight ? space : cell).append(atRight ? cell : space);
            }
            out.println(line.toString().stripTrailing());
            printed++;
            notes.getOrDefault(printed, List.of()).forEach(out::println);
        }
        out.flush();
    }
}
