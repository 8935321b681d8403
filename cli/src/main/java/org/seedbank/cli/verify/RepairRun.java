package org.seedbank.cli.verify;

import java.util.Optional;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.frame.NodeNews;
import org.seedbank.downloading.repair.RepairDataset;
import org.seedbank.downloading.repair.RepairOutcome;
import org.seedbank.downloading.repair.RepairRequest;
import org.seedbank.integrity.SeedbankException;

/** A verification that mends: runs it and prints what it did and what it found in the end. */
final class RepairRun {

    private final Context context;
    private final RepairOptions options;
    private final boolean json;
    private final boolean quiet;

    RepairRun(Context context, RepairOptions options, boolean json, boolean quiet) {
        this.context = context;
        this.options = options;
        this.json = json;
        this.quiet = quiet;
    }

    /** The exit code: of what is left, or of why the pieces for it could not be had. */
    int run(RepairRequest request, Reports kept) throws InterruptedException {
        Optional<NodeNews.Place> held = NodeNews.at(context, request.torrent(), request.path());
        if (held.isPresent() && held.get().whole() && options.isLeftToTheNode()) {
            return new NodeRepair(context, held.get(), json, quiet).run(request, kept);
        }
        return repair(request, kept);
    }

    private int repair(RepairRequest request, Reports kept) throws InterruptedException {
        RepairOutcome outcome;
        try (FetchProgress.OfRepair progress = new FetchProgress.OfRepair(context.terminal(), quiet)) {
            outcome = new RepairDataset().run(request, options.supply(context), progress);
        }
        new MendedText(outcome.files(), outcome.bytesFetched(), options.source())
                .print(outcome.report(), context.terminal(), json);
        kept.add(outcome.report());
        NodeNews.tell(context, request.torrent(), outcome.report());
        if (outcome.shortfall().isPresent() && !outcome.report().isIntact()) {
            return tell(outcome.shortfall().get());
        }
        return ExitCodes.of(outcome.report());
    }

    private int tell(SeedbankException shortfall) {
        int code = ExitCodes.of(shortfall.getClass());
        if (code == ExitCodes.NOBODY_HAS_IT) {
            options.tellWhoWasAsked(context.terminal());
        }
        Failures.tell(shortfall, context.terminal());
        return code;
    }
}
