package org.seedbank.cli.status;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Column;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.Table;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.SwarmKey;

/** Datasets of the node as a table, with their sum below it. */
public final class StatusTable {

    private static final String NAME = "name";

    private final Table table;
    private final int width;
    private final int count;
    private final LongFunction<String> words;
    private long bytes;
    private long down;
    private long up;

    private StatusTable(
            List<StatusRow> rows,
            List<Column<StatusRow>> columns,
            int width,
            LongFunction<String> words,
            Map<SwarmKey, Cause> causes,
            ListedDatasets listed) {
        this.table = Table.of(columns).fit(width, NAME);
        this.width = width;
        this.count = rows.size();
        this.words = words;
        for (StatusRow row : rows) {
            table.add(columns, row);
            add(row.view(), Optional.ofNullable(causes.get(row.view().key())));
            listed.withdrawal(row.view()).ifPresent(table::note);
        }
    }

    /**
     * Of these rows, with what keeps some of them from going on.
     *
     * @param width columns of the terminal
     * @param words sizes in words
     */
    static StatusTable of(
            List<StatusRow> rows,
            List<Column<StatusRow>> columns,
            int width,
            LongFunction<String> words,
            Map<SwarmKey, Cause> causes,
            ListedDatasets listed) {
        return new StatusTable(rows, columns, width, words, causes, listed);
    }

    /** The lines of a table that takes so many columns of a terminal. */
    static List<String> lines(List<DatasetView> views, Map<SwarmKey, Cause> causes, int width) {
        List<StatusRow> rows = rows(views, ListedDatasets.NONE);
        List<Column<StatusRow>> columns = StatusRow.usual(StatusRow.columns(Amounts::bytes), rows);
        StringWriter text = new StringWriter();
        new StatusTable(rows, columns, width, Amounts::bytes, causes, ListedDatasets.NONE).print(new PrintWriter(text));
        return text.toString().lines().toList();
    }

    /** A row for each of these. */
    static List<StatusRow> rows(List<DatasetView> views, ListedDatasets listed) {
        return views.stream()
                .map(view -> new StatusRow(view, listed.serial(view)))
                .toList();
    }

    private void add(DatasetView view, Optional<Cause> cause) {
        bytes += view.amounts().bytesTotal();
        down += view.traffic().downloadRate();
        up += view.traffic().uploadRate();
        view.otherName().map("called '%s' in its folder"::formatted).ifPresent(table::note);
        NextStep.note(view, cause).ifPresent(table::note);
        SourceText.notAsked(view).ifPresent(table::note);
        trackers(view, cause).ifPresent(table::note);
    }

    /** What trackers say that do not help: whoever publishes wonders why nobody comes. Of a fetch, another cause may be nearer. */
    private static Optional<String> trackers(DatasetView view, Optional<Cause> cause) {
        boolean told = view.state() == DatasetState.SEEDING
                || (view.state() == DatasetState.FETCHING && view.why().isEmpty());
        Optional<String> nearer = cause.filter(each -> !each.isOfTracker())
                .map(each -> "%s, but %s".formatted(view.state().label(), each.said()));
        return told
                ? SourceText.trackers(view.sources(), view.state().label()).map(said -> nearer.orElse(said))
                : Optional.empty();
    }

    /** How much of it is here, or read where it is being checked; 100 only when that is all. */
    public static String percent(DatasetView view) {
        return view.state() == DatasetState.NOT_THERE || view.state() == DatasetState.NO_TORRENT
                ? Column.NOTHING
                : Long.toString(view.amounts().percent());
    }

    void print(PrintWriter out) {
        if (count > 0) {
            table.print(out);
        }
        String held = "%s, %s".formatted(Amounts.count(count, "dataset"), words.apply(bytes));
        String moved = "%s/s down, %s/s up".formatted(words.apply(down), words.apply(up));
        boolean fits = held.length() + 2 + moved.length() <= width;
        out.println(held + (fits ? ", " : System.lineSeparator()) + moved);
        out.flush();
    }
}
