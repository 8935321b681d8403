package org.seedbank.cli.status;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.DisplayWidth;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.Table;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.SwarmKey;

/** Datasets of the node as a table, with their sum below it. */
public final class StatusTable {

    private static final String NOTHING = "-";

    private final Table table = new Table("name", "state", "%", "size", "down", "up", "peers", "ratio", "left")
            .alignRight(2, 3, 4, 5, 6, 7, 8);
    private final int count;
    private long bytes;
    private long down;
    private long up;

    private StatusTable(
            List<DatasetView> views, Map<SwarmKey, Cause> causes, int nameWidth, WithdrawnDatasets withdrawn) {
        count = views.size();
        for (DatasetView view : views) {
            add(view, Optional.ofNullable(causes.get(view.key())), nameWidth);
            withdrawn.of(view).ifPresent(table::note);
        }
    }

    /** Of these, with what keeps some of them from going on. */
    static StatusTable of(List<DatasetView> views, Map<SwarmKey, Cause> causes, WithdrawnDatasets withdrawn) {
        return new StatusTable(views, causes, Integer.MAX_VALUE, withdrawn);
    }

    /** The lines of a table whose names take so many columns at most. */
    static List<String> lines(List<DatasetView> views, Map<SwarmKey, Cause> causes, int nameWidth) {
        StringWriter text = new StringWriter();
        new StatusTable(views, causes, nameWidth, WithdrawnDatasets.NONE).print(new PrintWriter(text));
        return text.toString().lines().toList();
    }

    private void add(DatasetView view, Optional<Cause> cause, int nameWidth) {
        bytes += view.amounts().bytesTotal();
        down += view.traffic().downloadRate();
        up += view.traffic().uploadRate();
        table.row(
                DisplayWidth.cut(SafeText.line(view.name()), nameWidth),
                view.state().label(),
                percent(view),
                Amounts.bytes(view.amounts().bytesWanted()),
                rate(view.traffic().downloadRate()),
                rate(view.traffic().uploadRate()),
                Integer.toString(view.traffic().peers()),
                view.ratio().isPresent() ? Amounts.ratio(view.ratio().getAsDouble()) : NOTHING,
                view.secondsLeft()
                        .map(seconds -> Amounts.duration(Duration.ofSeconds(seconds)))
                        .orElse(NOTHING));
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
                ? NOTHING
                : Long.toString(view.amounts().percent());
    }

    private static String rate(long rate) {
        return rate == 0 ? NOTHING : Amounts.rate(rate);
    }

    void print(PrintWriter out) {
        if (count > 0) {
            table.print(out);
        }
        out.println("%s, %s, %s down, %s up"
                .formatted(
                        Amounts.count(count, "dataset"), Amounts.bytes(bytes), Amounts.rate(down), Amounts.rate(up)));
        out.flush();
    }
}
