package org.seedbank.cli.screen;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a header, each column as wide as its widest cell. Cells may hold a stranger's text. */
public final class Table {

    private static final String GAP = "  ";

    /** A name that is cut shorter tells nothing. */
    private static final int LEAST_SHORTENED = 8;

    /** Other columns leave before a name is cut shorter than this. */
    private static final int READABLE = 16;

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> right = new HashSet<>();
    private final Map<Integer, List<String>> notes = new HashMap<>();

    /** Indexes of columns in the order in which they are left out. */
    private final List<Integer> leaving = new ArrayList<>();

    private int lineWidth = Integer.MAX_VALUE;
    private int shortened = -1;

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /**
     * Has no line take more columns than this: first the cells of one column are cut, then columns are left out that may
     * be, then whole lines are cut. Notes go on in further lines.
     *
     * @param width columns of the terminal, from 1
     * @param column the heading of the column to be cut, if it is there
     */
    public Table fit(int width, String column) {
        lineWidth = width;
        shortened = rows.get(0).indexOf(column);
        return this;
    }

    /** With these columns. */
    public static <T> Table of(List<Column<T>> columns) {
        Table table = new Table(columns.stream().map(Column::name).toArray(String[]::new));
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isNumber()) {
                table.alignRight(i);
            }
        }
        IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).leaves() > 0)
                .boxed()
                .sorted(Comparator.comparingInt(i -> columns.get(i).leaves()))
                .forEach(table.leaving::add);
        return table;
    }

    /** Adds what a row has in these columns. */
    public <T> void add(List<Column<T>> columns, T row) {
        row(columns.stream().map(each -> each.text().apply(row)).toArray(String[]::new));
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
        notes.computeIfAbsent(rows.size(), row -> new ArrayList<>()).add(SafeText.line(text));
    }

    public void print(PrintWriter out) {
        int[] widths = widths();
        List<Integer> shown = shown(widths);
        shorten(widths, shown);
        int printed = 0;
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i : shown) {
                String cell = i == shortened ? DisplayWidth.cut(row.get(i), widths[i]) : row.get(i);
                String space = " ".repeat(widths[i] - DisplayWidth.of(cell));
                boolean atRight = right.contains(i);
                line.append(i == shown.get(0) ? "" : GAP)
                        .append(atRight ? space : cell)
                        .append(atRight ? cell : space);
            }
            out.println(DisplayWidth.cut(line.toString().stripTrailing(), lineWidth));
            printed++;
            notes.getOrDefault(printed, List.of()).forEach(note -> print(note, out));
        }
        out.flush();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    /** Indexes of the columns that a line has room for, beside a name that can be read. */
    private List<Integer> shown(int[] widths) {
        List<Integer> shown =
                IntStream.range(0, widths.length).boxed().collect(Collectors.toCollection(ArrayList::new));
        int spare = shortened < 0 ? 0 : Math.max(0, widths[shortened] - READABLE);
        for (Integer next : leaving) {
            if (over(widths, shown) <= spare) {
                break;
            }
            shown.remove(next);
        }
        return shown;
    }

    private void shorten(int[] widths, List<Integer> shown) {
        long over = over(widths, shown);
        if (shortened >= 0 && over > 0) {
            int least = Math.min(widths[shortened], LEAST_SHORTENED);
            widths[shortened] = (int) Math.max(least, widths[shortened] - over);
        }
    }

    /** By how much a line of these columns is too long. */
    private long over(int[] widths, List<Integer> shown) {
        return shown.stream().mapToLong(i -> widths[i]).sum() + (long) GAP.length() * (shown.size() - 1) - lineWidth;
    }

    private void print(String note, PrintWriter out) {
        String indent = DisplayWidth.of(GAP + GAP) < lineWidth ? GAP + GAP : "";
        if (lineWidth == Integer.MAX_VALUE) {
            out.println(indent + note);
        } else {
            WrappedText.lines(note, lineWidth - indent.length()).forEach(line -> out.println(indent + line));
        }
    }
}
