package org.seedbank.cli;

import java.io.PrintWriter;
import org.seedbank.node.DatasetView;

/** What came of a dataset that the node was to fetch. */
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

    /** Says what is there now, in the words of a verification. */
    static void print(DatasetView view, Terminal terminal) {
        PrintWriter out = terminal.out();
        String root = SafeText.line(view.root());
        DatasetView.Amounts amounts = view.amounts();
        switch (view.state()) {
            case SEEDING, COMPLETE -> {
                out.println("fetched '%s'".formatted(root));
                out.println(terminal.good(intact(amounts) + sizeOf(amounts)));
            }
            case DAMAGED -> {
                out.println("fetched '%s'".formatted(root));
                view.damaged().forEach(path -> out.println(FixityText.line("damaged", path, "")));
                out.println(terminal.bad("%d of %s %s damaged%s"
                        .formatted(
                                amounts.filesDamaged(),
                                Amounts.files(amounts.filesWanted()),
                                amounts.filesDamaged() == 1 ? "is" : "are",
                                sizeOf(amounts))));
            }
            default ->
                out.println(SafeText.line("%s '%s'%s"
                        .formatted(
                                view.state().label(),
                                view.root(),
                                view.why().map(why -> ": " + why).orElse(""))));
        }
        out.flush();
    }

    private static String intact(DatasetView.Amounts amounts) {
        int left = amounts.filesTotal() - amounts.filesWanted();
        String what = amounts.filesWanted() == 1
                ? "the file is intact"
                : "all %d files intact".formatted(amounts.filesWanted());
        return left == 0 ? what : "%s, %d left out".formatted(what, left);
    }

    private static String sizeOf(DatasetView.Amounts amounts) {
        return " (%s, verified by the node)".formatted(Amounts.bytes(amounts.bytesWanted()));
    }
}
