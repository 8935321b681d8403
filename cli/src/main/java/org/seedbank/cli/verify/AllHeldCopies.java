package org.seedbank.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.FailureJson;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.frame.NodeNews;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeException;

/** Verifies every copy of this home where it lies, one after the other, and sums up. */
final class AllHeldCopies {

    private final Context context;
    private final CopyRecords records;
    private final boolean json;
    private final List<Copy> copies = new ArrayList<>();

    AllHeldCopies(Context context, CopyRecords records, boolean json) {
        this.context = context;
        this.records = records;
        this.json = json;
    }

    /** Verifies one copy. */
    interface Check {
        FixityReport of(HeldCopy held) throws InterruptedException;
    }

    /** What became of a copy, the worst last. */
    enum Outcome {
        /** Every file that was to be there is what was published. */
        INTACT,
        /** Not all of it has arrived yet, and so nobody has looked. */
        UNFINISHED,
        /** It could not be looked at, or not everywhere. */
        FAILED,
        /** Some of it is not what was published. */
        DAMAGED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What came of one dataset.
     *
     * @param totals absent where nobody has looked
     * @param error what kept it from being verified; absent where it was
     */
    record Copy(
            String name,
            String reference,
            Path path,
            DatasetState state,
            String outcome,
            Optional<FixityJson.Totals> totals,
            Optional<FailureJson.Problem> error) {}

    /** All of it, as it is printed. */
    record Summary(List<Copy> datasets, long intact, long damaged, long failed, long unfinished) {}

    /** The exit code: 3 where one is damaged, else that of the first that could not be verified. */
    int run(Check check, Reports kept) throws InterruptedException {
        int code = ExitCodes.OK;
        records.tell();
        for (DatasetView view : records.datasets()) {
            int each = one(view, check, kept);
            code = each == ExitCodes.DAMAGED || code == ExitCodes.OK ? each : code;
        }
        for (String each : records.lost()) {
            context.terminal().warn(each);
            code = code == ExitCodes.OK ? ExitCodes.FAILED : code;
        }
        print();
        return code;
    }

    private int one(DatasetView view, Check check, Reports kept) throws InterruptedException {
        if (!view.hasArrived()) {
            say("'%s': not verified: %s".formatted(view.name(), HeldCopy.progress(view)));
            add(view, Outcome.UNFINISHED, Optional.empty(), Optional.empty());
            return ExitCodes.OK;
        }
        try {
            HeldCopy copy = records.copy(view);
            FixityReport report = check.of(copy);
            say("'%s' at '%s':".formatted(view.name(), view.path()));
            report.warnings().forEach(context.terminal()::warn);
            if (!json) {
                new FixityText(context.terminal()).print(report);
            }
            kept.add(report);
            int code = ExitCodes.of(report);
            add(view, outcome(code), Optional.of(report), Optional.empty());
            NodeNews.tell(context, copy.torrent(), report);
            return code;
        } catch (NodeException.UnknownDataset e) {
            return ExitCodes.OK; // It was removed meanwhile.
        } catch (SeedbankException e) {
            say("'%s': not verified".formatted(view.name()));
            Failures.tell(e, context.terminal());
            add(view, Outcome.FAILED, Optional.empty(), Optional.of(e));
            return ExitCodes.of(e.getClass());
        }
    }

    private static Outcome outcome(int code) {
        return switch (code) {
            case ExitCodes.OK -> Outcome.INTACT;
            case ExitCodes.DAMAGED -> Outcome.DAMAGED;
            default -> Outcome.FAILED;
        };
    }

    private void add(
            DatasetView view, Outcome outcome, Optional<FixityReport> report, Optional<SeedbankException> failure) {
        copies.add(new Copy(
                view.name(),
                view.reference(),
                Path.of(view.path()),
                view.state(),
                outcome.label(),
                report.map(FixityJson.Totals::of),
                failure.map(FailureJson.Problem::of)));
    }

    private void say(String line) {
        if (!json) {
            context.terminal().out().println(SafeText.line(line));
            context.terminal().out().flush();
        }
    }

    private long count(Outcome outcome) {
        return copies.stream()
                .filter(copy -> copy.outcome().equals(outcome.label()))
                .count();
    }

    private void print() {
        if (json) {
            JsonOutput.print(
                    new Summary(
                            copies,
                            count(Outcome.INTACT),
                            count(Outcome.DAMAGED),
                            count(Outcome.FAILED),
                            count(Outcome.UNFINISHED)),
                    context.terminal());
            return;
        }
        String others = Stream.of(
                        part(Outcome.DAMAGED, "damaged"),
                        part(Outcome.FAILED, "not verified"),
                        part(Outcome.UNFINISHED, "not here yet"))
                .flatMap(Optional::stream)
                .reduce("", (all, next) -> all + ", " + next);
        say("%s: %d intact%s".formatted(Amounts.count(copies.size(), "dataset"), count(Outcome.INTACT), others));
    }

    private Optional<String> part(Outcome outcome, String word) {
        long count = count(outcome);
        return count == 0 ? Optional.empty() : Optional.of(count + " " + word);
    }
}
