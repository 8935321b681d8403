package org.seedbank.cli;

import com.google.gson.JsonObject;
import org.seedbank.downloading.RepairDataset;
import org.seedbank.downloading.RepairOutcome;
import org.seedbank.downloading.RepairRequest;
import org.seedbank.integrity.FileRepair;
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
    int run(RepairRequest request) throws InterruptedException {
        RepairOutcome outcome;
        try (RepairProgress progress = new RepairProgress(context.terminal(), quiet)) {
            outcome = new RepairDataset(context.home().locks()).run(request, options.supply(context), progress);
        }
        if (json) {
            OutputOptions.print(json(outcome), context.terminal());
        } else {
            print(outcome);
        }
        if (outcome.shortfall().isPresent() && !outcome.report().isIntact()) {
            return tell(outcome.shortfall().get());
        }
        return ExitCodes.of(outcome.report());
    }

    private int tell(SeedbankException shortfall) {
        int code = ExitCodes.of(shortfall.getClass());
        if (code == ExitCodes.NOBODY_HAS_IT && options.asksThisMachineOnly()) {
            context.terminal().say("only processes on this machine were asked; --public reaches others");
        }
        Failures.tell(shortfall, context.terminal());
        return code;
    }

    private void print(RepairOutcome outcome) {
        for (FileRepair file : outcome.files()) {
            if (file instanceof FileRepair.Mended mended) {
                String what = mended.ranges().isEmpty() ? "its length" : "bytes " + FixityText.ranges(mended.ranges());
                FixityText.line(
                        context.terminal().out(), "mended", mended.path().text(), what);
            } else if (file instanceof FileRepair.NotMended left) {
                FixityText.line(
                        context.terminal().out(), "not mended", left.path().text(), left.reason());
            }
        }
        if (!outcome.files().isEmpty()) {
            context.terminal()
                    .out()
                    .println(Amounts.bytes(outcome.bytesFetched()) + " " + SafeText.line(options.source()));
        }
        new FixityText(context.terminal()).print(outcome.report());
    }

    private static JsonObject json(RepairOutcome outcome) {
        JsonObject json = FixityJson.of(outcome.report());
        json.add(
                "repaired",
                EntryJsonView.arrayOf(outcome.files().stream()
                        .filter(file -> file instanceof FileRepair.Mended)
                        .map(file -> mended((FileRepair.Mended) file))
                        .toList()));
        json.add(
                "notRepaired",
                EntryJsonView.arrayOf(outcome.files().stream()
                        .filter(file -> file instanceof FileRepair.NotMended)
                        .map(file -> notMended((FileRepair.NotMended) file))
                        .toList()));
        json.addProperty("bytesFetched", outcome.bytesFetched());
        return json;
    }

    private static JsonObject mended(FileRepair.Mended file) {
        JsonObject json = new JsonObject();
        json.addProperty("path", file.path().text());
        json.add("ranges", FixityJson.ranges(file.ranges()));
        return json;
    }

    private static JsonObject notMended(FileRepair.NotMended file) {
        JsonObject json = new JsonObject();
        json.addProperty("path", file.path().text());
        json.addProperty("reason", file.reason());
        return json;
    }
}
