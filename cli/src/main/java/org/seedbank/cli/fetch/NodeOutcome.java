package org.seedbank.cli.fetch;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.cli.status.NextStep;
import org.seedbank.cli.verify.FixityText;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;

/** Outcome of a fetch through the node, or state of what it has. */
final class NodeOutcome {

    private NodeOutcome() {}

    /** The exit code of a command that waited for it. */
    static int code(DatasetView view) {
        return switch (view.state()) {
            case SEEDING, COMPLETE -> ExitCodes.OK;
            case DAMAGED -> ExitCodes.DAMAGED;
            default -> ExitCodes.FAILED;
        };
    }

    /** Tells whether there is a verdict on its files. */
    static boolean isKnown(DatasetView view) {
        return view.state() == DatasetState.SEEDING
                || view.state() == DatasetState.COMPLETE
                || view.state() == DatasetState.DAMAGED;
    }

    /**
     * Says what is there now, in the words of a verification.
     *
     * @param asked when the command began: what was verified since is verified just now
     * @param before how it was when the command began; empty where the node did not have it. A note of then is no news
     */
    static void print(DatasetView view, Instant asked, Optional<DatasetView> before, Terminal terminal) {
        PrintWriter out = terminal.out();
        String root = SafeText.line(view.path());
        String what =
                before.filter(NodeOutcome::wasThere).isPresent() ? view.state().label() : "fetched";
        switch (view.state()) {
            case SEEDING, COMPLETE -> {
                out.println("%s '%s'".formatted(what, root));
                out.println(terminal.good(intact(view, asked)));
                if (what.equals("fetched")) {
                    view.taken()
                            .ifPresent(taken -> out.println(
                                    SafeText.line(taken.toldWith(view.traffic().downloaded()))));
                }
            }
            case DAMAGED -> {
                out.println("%s '%s'".formatted(what, root));
                view.damaged().forEach(path -> out.println(FixityText.line("damaged", path, "")));
                out.println(terminal.bad(damaged(view.amounts())));
            }
            default ->
                out.println(SafeText.line("%s '%s'%s"
                        .formatted(
                                view.state().label(),
                                view.path(),
                                view.why().map(why -> ": " + why).orElse(""))));
        }
        out.flush();
        view.upkeep()
                .note()
                .filter(note -> !before.flatMap(each -> each.upkeep().note()).equals(Optional.of(note)))
                .ifPresent(note -> terminal.tell(SafeText.line(note)));
        if (code(view) != ExitCodes.OK) {
            NextStep.of(view).ifPresent(step -> terminal.tell("hint: " + SafeText.line(step)));
        }
    }

    private static boolean wasThere(DatasetView before) {
        return before.published() || before.verified().isPresent() || isKnown(before);
    }

    /** Just after a fetch the time of the verification is not noted yet: the disk is to have everything first. */
    private static String intact(DatasetView view, Instant asked) {
        DatasetView.Amounts amounts = view.amounts();
        int left = amounts.filesTotal() - amounts.filesWanted();
        String files = amounts.filesWanted() == 1
                ? "the file is intact"
                : "all %d files intact".formatted(amounts.filesWanted());
        String what = left == 0 ? files : "%s, %d left out".formatted(files, left);
        String size = Amounts.bytes(amounts.bytesWanted());
        boolean now = view.verified().map(time -> !time.isBefore(asked)).orElse(true);
        if (now) {
            return "%s (%s, verified just now)".formatted(what, size);
        }
        boolean looked =
                view.upkeep().looked().filter(time -> !time.isBefore(asked)).isPresent();
        return "%s when verified at %s (%s)%s"
                .formatted(
                        what,
                        view.verified().get().truncatedTo(ChronoUnit.SECONDS),
                        size,
                        looked ? "; lengths and times unchanged since" : "");
    }

    private static String damaged(DatasetView.Amounts amounts) {
        return "%d of %s %s damaged (%s)"
                .formatted(
                        amounts.filesDamaged(),
                        Amounts.files(amounts.filesWanted()),
                        amounts.filesDamaged() == 1 ? "is" : "are",
                        Amounts.bytes(amounts.bytesWanted()));
    }
}
