package org.seedbank.cli.top;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.VerifiedText;
import org.seedbank.cli.screen.WrappedText;
import org.seedbank.cli.status.Cause;
import org.seedbank.cli.status.NodeText;
import org.seedbank.cli.status.StatusTable;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.examination.Examination;
import org.seedbank.swarm.PieceMap;

/** All about one dataset, the most important first. */
final class DatasetDetails {

    private static final int LABEL = 9;
    private static final int BRACKETS_AND_SPACE = 3;
    private static final int LEAST_BAR = 4;
    private static final int MOST_BAR = 60;
    private static final int MOST_DAMAGED = 5;

    private final int columns;
    private final List<String> lines = new ArrayList<>();

    private DatasetDetails(int columns) {
        this.columns = columns;
    }

    /** Lines of so many columns at most. */
    static List<String> lines(DatasetView view, Optional<PieceMap> pieces, Examination found, int columns) {
        DatasetDetails details = new DatasetDetails(columns);
        details.add(view, pieces, found);
        return details.lines;
    }

    private void add(DatasetView view, Optional<PieceMap> pieces, Examination found) {
        here(view);
        pieces.ifPresent(this::pieces);
        view.why().ifPresent(why -> add("why", why));
        Cause.besideReason(view, found).ifPresent(cause -> add("cause", cause.said()));
        Cause.step(view, found).ifPresent(step -> add("next", step));
        trackers(view).ifPresent(said -> add("trackers", said));
        view.upkeep().note().ifPresent(note -> add("note", note));
        DatasetView.Moves moves = view.traffic();
        add(
                "traffic",
                "%s received, %s sent, %s, of which %d %s all"
                        .formatted(
                                Amounts.bytes(moves.downloaded()),
                                Amounts.bytes(moves.uploaded()),
                                Amounts.count(moves.peers(), "peer"),
                                moves.seeds(),
                                moves.seeds() == 1 ? "has" : "have"));
        add("limits", NodeText.limits(view.limits()));
        damaged(view);
        add("path", view.path());
        view.digest().ifPresent(digest -> add("digest", digest.hex()));
        boolean damaged = view.amounts().filesDamaged() > 0;
        view.verified().ifPresent(time -> add("verified", VerifiedText.of(time, damaged)));
    }

    private static Optional<String> trackers(DatasetView view) {
        return SourceText.trackers(view.sources(), view.state().label()).or(() -> SourceText.notAsked(view));
    }

    private void damaged(DatasetView view) {
        int count = view.amounts().filesDamaged();
        if (count > 0) {
            String names = String.join(
                    ", ", view.damaged().stream().limit(MOST_DAMAGED).toList());
            add("damaged", "%s: %s%s".formatted(Amounts.files(count), names, count > MOST_DAMAGED ? ", …" : ""));
        }
    }

    private void here(DatasetView view) {
        DatasetView.Amounts amounts = view.amounts();
        String numbers = "%s of %s, %s"
                .formatted(
                        Amounts.bytes(amounts.bytesDone()),
                        Amounts.bytes(amounts.bytesWanted()),
                        Amounts.files(amounts.filesWanted()));
        int room = Math.min(MOST_BAR, columns - LABEL - numbers.length() - BRACKETS_AND_SPACE);
        boolean known = !StatusTable.percent(view).equals("-");
        add("here", known && room >= LEAST_BAR ? bar(amounts.percent(), room) + " " + numbers : numbers);
    }

    private void pieces(PieceMap pieces) {
        int room = Math.min(MOST_BAR, columns - LABEL - 2);
        if (room >= LEAST_BAR) {
            add("pieces", "[%s] %d".formatted(PieceBar.of(pieces, room), pieces.pieces()));
        }
    }

    private static String bar(long percent, int columns) {
        int full = (int) (Math.max(0, Math.min(100, percent)) * columns / 100);
        return "[" + "#".repeat(full) + ".".repeat(columns - full) + "]";
    }

    private void add(String label, String text) {
        List<String> wrapped = WrappedText.lines(SafeText.line(text), Math.max(1, columns - LABEL));
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? label + " ".repeat(LABEL - label.length()) : " ".repeat(LABEL)) + wrapped.get(i));
        }
    }
}
