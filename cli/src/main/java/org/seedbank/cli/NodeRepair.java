package org.seedbank.cli;

import java.time.Duration;
import org.seedbank.downloading.RepairRequest;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Verification;
import org.seedbank.node.DatasetView;
import org.seedbank.node.DatasetWait;
import org.seedbank.node.NodeControl;

/**
 * A repair of a copy that the node has: the node reads it and asks the swarm, as far as it reaches, and what came of it is
 * read once more here, for the report.
 */
final class NodeRepair {

    /** The node gives up by itself when nobody sends anything; reading takes as long as it takes. */
    private static final Duration LIMIT = Duration.ofDays(365);

    private final Context context;
    private final NodeNews.Place held;
    private final boolean json;
    private final boolean quiet;

    NodeRepair(Context context, NodeNews.Place held, boolean json, boolean quiet) {
        this.context = context;
        this.held = held;
        this.json = json;
        this.quiet = quiet;
    }

    /** The exit code: of what is left. */
    int run(RepairRequest request, Reports kept) throws InterruptedException {
        NodeControl node = held.node();
        context.terminal().say("the node has this copy: it reads it, and gets what is damaged");
        node.mend(held.view().key());
        DatasetView view =
                new DatasetWait(node, held.view().key(), LIMIT).until(each -> !NodeFetchWait.isUnderWay(each));
        FixityReport report;
        try (ProgressMeter meter = new ProgressMeter(context.terminal(), "verifying", quiet)) {
            report = Verification.run(
                    request.torrent(), request.path(), request.chosen(), request.jobs(), meter.hashing());
        }
        if (json) {
            JsonOutput.print(new FixityJson(report), context.terminal());
        } else {
            view.upkeep().note().ifPresent(note -> context.terminal().out().println(SafeText.line(note)));
            new FixityText(context.terminal()).print(report);
        }
        kept.add(report);
        return ExitCodes.of(report);
    }
}
