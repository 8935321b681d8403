package org.seedbank.cli.top;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.DisplayWidth;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.WrappedText;
import org.seedbank.cli.status.NodeText;
import org.seedbank.cli.top.ScreenLine.Look;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.ReachText;

/** The lines of a screen of some size. What has no room is left out, the least important first. */
final class DashboardLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int ROWS_FOR_TOTALS = 3;
    private static final int ROWS_FOR_LOG = 4;
    private static final int ROWS_FOR_TITLES = 6;
    private static final int ROWS_FOR_DETAILS = 10;
    private static final int ROWS_FOR_MORE_LOG = 30;
    private static final int MORE_LOG = 4;

    private final Dashboard dashboard;
    private final int rows;
    private final int columns;

    private DashboardLines(Dashboard dashboard, int rows, int columns) {
        this.dashboard = dashboard;
        this.rows = rows;
        this.columns = columns;
    }

    /** As many lines as there are rows, each of so many columns at most; both at least 1. */
    static List<ScreenLine> of(Dashboard dashboard, int rows, int columns) {
        return new DashboardLines(dashboard, rows, columns).all();
    }

    private List<ScreenLine> all() {
        return dashboard.mode() == Dashboard.Mode.HELP ? help() : list();
    }

    private List<ScreenLine> help() {
        List<ScreenLine> lines = new ArrayList<>();
        if (rows > 1) {
            lines.add(line("Keys of 'seedbank top', and commands that do the same", Look.TITLE));
        }
        int room = rows - lines.size() - (rows > 2 ? 1 : 0);
        int top = Math.max(0, Math.min(dashboard.helpTop(), KeyHelp.LINES.size() - room));
        KeyHelp.LINES.stream().skip(top).limit(room).forEach(each -> lines.add(line(each, Look.PLAIN)));
        fill(lines, rows - (rows > 2 ? 1 : 0));
        if (rows > 2) {
            boolean more = top + room < KeyHelp.LINES.size();
            lines.add(line(more ? "down: more   any other key: back" : "any key: back", Look.TITLE));
        }
        return lines;
    }

    private List<ScreenLine> list() {
        List<ScreenLine> above = new ArrayList<>();
        List<ScreenLine> below = new ArrayList<>();
        if (rows >= ROWS_FOR_TOTALS) {
            above.add(totals());
        }
        if (rows >= ROWS_FOR_TITLES) {
            above.add(line(DatasetColumn.header(columns, dashboard.order()), Look.TITLE));
        }
        if (rows >= ROWS_FOR_LOG) {
            below.addAll(log(rows >= ROWS_FOR_MORE_LOG ? MORE_LOG : 1));
        }
        boolean asks = dashboard.mode() == Dashboard.Mode.FILTER || dashboard.mode() == Dashboard.Mode.LIMIT;
        if (rows > 1 || asks) {
            below.add(asks ? question() : line(String.join("  ", fitting(KeyHelp.SHORT, "  ")), Look.TITLE));
        }
        int room = rows - above.size() - below.size();
        List<ScreenLine> details = rows >= ROWS_FOR_DETAILS ? details(room / 2) : List.of();
        List<ScreenLine> lines = new ArrayList<>(above);
        lines.addAll(table(room - details.size()));
        fill(lines, rows - details.size() - below.size());
        lines.addAll(details);
        lines.addAll(below);
        return lines;
    }

    /** The page of the table that has the chosen row, so that most steps leave all other rows where they are. */
    private List<ScreenLine> table(int room) {
        List<DatasetView> all = dashboard.rows();
        if (room < 1) {
            return List.of();
        }
        if (all.isEmpty()) {
            return List.of(line(nothing(), Look.PLAIN));
        }
        int chosen = dashboard.chosenRow(all);
        int first = chosen / room * room;
        List<ScreenLine> lines = new ArrayList<>();
        for (int i = first; i < Math.min(all.size(), first + room); i++) {
            String row = DatasetColumn.row(columns, all.get(i), i == chosen);
            lines.add(line(row, i == chosen ? Look.CHOSEN : look(all.get(i))));
        }
        return lines;
    }

    private String nothing() {
        if (dashboard.facts().isEmpty()) {
            return "waiting for the node";
        }
        return dashboard.filter().isEmpty()
                ? "the node has no datasets; 'seedbank get' and 'seedbank publish' give it some"
                : "nothing is like '%s'; Esc shows all".formatted(SafeText.line(dashboard.filter()));
    }

    private static Look look(DatasetView view) {
        return switch (view.state()) {
            case SEEDING -> Look.GOOD;
            case DAMAGED, NOT_THERE, NO_ROOM, FAILED -> Look.BAD;
            default -> Look.PLAIN;
        };
    }

    /** What all do together; that the node is gone is more important. */
    private ScreenLine totals() {
        Optional<String> lost = dashboard.lost();
        if (lost.isPresent()) {
            return line(SafeText.line(lost.get()), Look.BAD);
        }
        if (dashboard.facts().isEmpty()) {
            return line("seedbank", Look.TITLE);
        }
        List<String> parts = new ArrayList<>();
        long bytes = 0;
        long down = 0;
        long up = 0;
        for (DatasetView view : dashboard.datasets()) {
            bytes += view.amounts().bytesTotal();
            down += view.traffic().downloadRate();
            up += view.traffic().uploadRate();
        }
        int warnings = dashboard.warnings().size();
        if (warnings > 0) {
            parts.add(Amounts.count(warnings, "warning"));
        }
        parts.add(Amounts.count(dashboard.datasets().size(), "dataset"));
        parts.add("down " + Amounts.rate(down));
        parts.add("up " + Amounts.rate(up));
        parts.add(Amounts.bytes(bytes));
        dashboard.facts().ifPresent(facts -> parts.addAll(told(facts)));
        if (!dashboard.filter().isEmpty()) {
            parts.add(1, "filter '%s'".formatted(SafeText.line(dashboard.filter())));
        }
        return line(String.join(", ", fitting(parts, ", ")), warnings > 0 ? Look.BAD : Look.TITLE);
    }

    private static List<String> told(NodeFacts facts) {
        String limits = facts.limits().equals(Limits.NONE) ? "no limits" : "limits: " + NodeText.limits(facts.limits());
        return List.of(
                limits + (facts.scheduled() ? ", by the schedule" : ""), "reach: " + ReachText.whom(facts.network()));
    }

    /** As many as fit into a line, the first in any case. */
    private List<String> fitting(List<String> parts, String between) {
        List<String> some = new ArrayList<>();
        int used = 0;
        for (String each : parts) {
            used += DisplayWidth.of(each) + (some.isEmpty() ? 0 : between.length());
            if (used > columns && !some.isEmpty()) {
                break;
            }
            some.add(each);
        }
        return some;
    }

    /** All about the chosen dataset, or the warnings of the node where there is none. */
    private List<ScreenLine> details(int most) {
        Optional<DatasetView> chosen = dashboard.chosen();
        List<ScreenLine> lines = new ArrayList<>();
        if (chosen.isPresent()) {
            String title = "-- " + SafeText.line(chosen.get().name()) + " ";
            lines.add(line(title + "-".repeat(Math.max(0, columns - DisplayWidth.of(title))), Look.TITLE));
            DatasetDetails.lines(chosen.get(), dashboard.pieces(), dashboard.found(), columns)
                    .forEach(each -> lines.add(line(each, Look.PLAIN)));
        }
        dashboard.warnings().stream()
                .flatMap(each -> WrappedText.lines("warning: " + SafeText.line(each), columns).stream())
                .forEach(each -> lines.add(line(each, Look.BAD)));
        return lines.subList(0, Math.min(most, lines.size()));
    }

    private List<ScreenLine> log(int most) {
        List<ScreenLine> lines = new ArrayList<>();
        for (Dashboard.LogLine each : dashboard.log(most)) {
            lines.add(line(TIME.format(each.time()) + " " + SafeText.line(each.text()), Look.PLAIN));
        }
        while (lines.size() < most) {
            lines.add(0, line("", Look.PLAIN));
        }
        return lines;
    }

    /** What is asked and what was typed, of which the end is shown. */
    private ScreenLine question() {
        String asked = dashboard.mode() == Dashboard.Mode.FILTER ? "filter: " : limitQuestion();
        String label = DisplayWidth.cut(asked, Math.max(1, columns / 2));
        String typed = SafeText.line(dashboard.typed()) + "_";
        while (typed.length() > 1 && DisplayWidth.of(label + typed) > columns) {
            typed = typed.substring(typed.offsetByCodePoints(0, 1));
        }
        return line(label + typed, Look.TITLE);
    }

    private String limitQuestion() {
        String name =
                dashboard.chosen().map(DatasetView::name).map(SafeText::line).orElse("");
        String whole = "limit '%s' (--up RATE --down RATE --ratio N): ".formatted(name);
        return DisplayWidth.of(whole) <= columns / 2 ? whole : "limit (--up --down --ratio): ";
    }

    private void fill(List<ScreenLine> lines, int count) {
        while (lines.size() < count) {
            lines.add(line("", Look.PLAIN));
        }
    }

    private ScreenLine line(String text, Look look) {
        return new ScreenLine(DisplayWidth.cut(text, columns), look);
    }
}
