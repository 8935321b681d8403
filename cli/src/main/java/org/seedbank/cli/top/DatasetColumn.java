package org.seedbank.cli.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.DisplayWidth;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.status.StatusTable;
import org.seedbank.node.api.DatasetView;

/** Columns of the table, in the order in which they stand; the name takes what the others leave. */
@SuppressWarnings("ImmutableEnumChecker") // a reader of views has no state
enum DatasetColumn {
    NAME("name", 0, false, DatasetView::name),
    STATE("state", 10, false, view -> view.state().label()),
    PERCENT("%", 3, true, StatusTable::percent),
    SIZE("size", 7, true, view -> Amounts.bytes(view.amounts().bytesWanted())),
    DOWN("down", 9, true, view -> rate(view.traffic().downloadRate())),
    UP("up", 9, true, view -> rate(view.traffic().uploadRate())),
    PEERS("peers", 5, true, view -> Integer.toString(view.traffic().peers())),
    RATIO(
            "ratio",
            5,
            true,
            view -> view.ratio().isPresent() ? Amounts.ratio(view.ratio().getAsDouble()) : DatasetColumn.NOTHING),
    COPIES("copies", 6, true, view -> Integer.toString(view.traffic().seeds())),
    LEFT("left", 11, true, view -> view.secondsLeft()
            .map(seconds -> Amounts.duration(Duration.ofSeconds(seconds)))
            .orElse(DatasetColumn.NOTHING));

    /** Those that come first where there is no room for all. */
    private static final List<DatasetColumn> BY_WEIGHT =
            List.of(STATE, PERCENT, DOWN, UP, LEFT, SIZE, PEERS, RATIO, COPIES);

    private static final String NOTHING = "-";
    private static final String MARK = "> ";
    private static final String NO_MARK = "  ";
    private static final int LEAST_NAME = 12;

    private final String title;
    private final int width;
    private final boolean atRight;
    private final Function<DatasetView, String> text;

    DatasetColumn(String title, int width, boolean atRight, Function<DatasetView, String> text) {
        this.title = title;
        this.width = width;
        this.atRight = atRight;
        this.text = text;
    }

    private static String rate(long rate) {
        return rate == 0 ? NOTHING : Amounts.rate(rate);
    }

    /** Those that fit beside a name of some length, the weightiest first. */
    private static List<DatasetColumn> fitting(int columns) {
        int left = columns - MARK.length() - Math.max(LEAST_NAME, columns / 5);
        List<DatasetColumn> chosen = new ArrayList<>(List.of(NAME));
        for (DatasetColumn each : BY_WEIGHT) {
            if (each.width + 1 > left) {
                break;
            }
            left -= each.width + 1;
            chosen.add(each);
        }
        chosen.sort(null);
        return chosen;
    }

    /** The titles, that by which the rows are sorted in capitals. */
    static String header(int columns, DatasetOrder order) {
        return row(
                columns,
                NO_MARK,
                each -> each.title.equals(order.label()) ? each.title.toUpperCase(Locale.ROOT) : each.title);
    }

    /** A dataset in one line. */
    static String row(int columns, DatasetView view, boolean chosen) {
        return row(columns, chosen ? MARK : NO_MARK, each -> SafeText.line(each.text.apply(view)));
    }

    private static String row(int columns, String mark, Function<DatasetColumn, String> texts) {
        List<DatasetColumn> fitting = fitting(columns);
        int others = fitting.stream()
                .mapToInt(each -> each == NAME ? 0 : each.width + 1)
                .sum();
        int name = Math.max(1, columns - mark.length() - others);
        StringBuilder line = new StringBuilder(mark);
        for (DatasetColumn each : fitting) {
            line.append(each == NAME ? "" : " ").append(each.cell(texts.apply(each), each == NAME ? name : each.width));
        }
        return DisplayWidth.cut(line.toString().stripTrailing(), columns);
    }

    private String cell(String content, int columns) {
        String cut = DisplayWidth.cut(content, columns);
        String space = " ".repeat(columns - DisplayWidth.of(cut));
        return atRight ? space + cut : cut + space;
    }
}
