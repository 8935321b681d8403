package org.seedbank.cli.verify;

import java.time.Duration;
import java.util.List;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeNews;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.downloading.repair.RepairRequest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.repair.FileRepair;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NodeControl;

/**
 * A repair of a copy that the node has: the node reads it and asks the swarm, as far as it reaches, and what came of it is
 * read once more here, for the report.
 */
public final class NodeRepair {

    /** The node gives up by itself when nobody sends anything; reading takes as long as it takes. */
    public static final Duration LIMIT = Duration.ofDays(365);

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
        DatasetView view = new DatasetWait(node, held.view().key(), LIMIT).until(each -> !each.isUnderWay());
        FixityReport report;
        try (ProgressMeter meter = new ProgressMeter(context.terminal(), "verifying", quiet)) {
            report = Verification.run(
                    request.torrent(), request.path(), request.chosen(), request.jobs(), meter.hashing());
        }
        MendingReport mended = node.mended(view.key());
        new MendedText(files(mended), mended.bytesFetched(), "fetched from the swarm")
                .print(report, context.terminal(), json);
        tellMore(view, mended);
        kept.add(report);
        if (mended.failure().isPresent() && !report.isIntact()) {
            return tell(mended.failure().get(), node);
        }
        return ExitCodes.of(report);
    }

    /** Says what the results have no place for. */
    private void tellMore(DatasetView view, MendingReport mended) {
        if (mended.unnamed() > 0) {
            context.terminal()
                    .say("the node names %d files that were to be mended, and there were %d more"
                            .formatted(mended.files().size(), mended.unnamed()));
        }
        if (mended.files().isEmpty() && mended.failure().isEmpty()) {
            view.upkeep().note().ifPresent(note -> context.terminal().say(SafeText.line(note)));
        }
    }

    private static List<FileRepair> files(MendingReport mended) {
        return mended.files().stream().map(NodeRepair::file).toList();
    }

    private static FileRepair file(MendingReport.MendedFile file) {
        DatasetPath path = new DatasetPath(file.path());
        return file.left().isPresent()
                ? new FileRepair.NotMended(path, file.left().get())
                : new FileRepair.Mended(path, file.ranges());
    }

    private int tell(MendingReport.MendingFailure failure, NodeControl node) throws InterruptedException {
        if (failure.reason() == MendingReport.Reason.NOBODY) {
            RemedyWords.reach(node.facts().network()).ifPresent(context.terminal()::say);
        }
        context.terminal().error(failure.message(), failure.remedy());
        return switch (failure.reason()) {
            case NOBODY -> ExitCodes.NOBODY_HAS_IT;
            case DAMAGE -> ExitCodes.DAMAGED;
            case OTHER -> ExitCodes.FAILED;
        };
    }
}
