package org.seedbank.cli.status;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.Removed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes datasets from the node. */
@Command(
        name = "remove",
        description = {
            "",
            "The node stops seeding or fetching them. Their files stay, unless --delete-data is given; catalogs go on"
                    + " listing them.",
            "",
            "Asks before it does so, unless only magnet links without a torrent are meant. Where nobody can answer, --yes"
                    + " is needed."
        },
        footer = {"  seedbank remove 2 --yes", "  seedbank remove 1 --delete-data --yes"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class RemoveCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "REF", description = "Serials, names, digests or infohashes.")
    private List<String> references;

    @Option(
            names = "--delete-data",
            description =
                    "Delete their files too, those that are as they were when they were verified; others in their folders"
                            + " stay.")
    private boolean deleteData;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    public RemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean attended = context.keyboard().isAttended();
        if (!yes && !attended && context.nodes().running().isEmpty()) {
            throw nobodyToAsk();
        }
        NodeControl node = context.nodes().required();
        List<DatasetView> views = CatalogOption.ofNode(node, context).find(references);
        boolean asks = !yes && views.stream().anyMatch(RemoveCommand::hasMore);
        if (asks && !attended) {
            throw nobodyToAsk();
        }
        warnOfOriginals(views);
        if (asks && !context.keyboard().isYes(question(views), context.terminal())) {
            context.terminal().say("nothing has changed");
            return ExitCodes.FAILED;
        }
        for (DatasetView view : views) {
            tell(view, node.remove(view.key(), deleteData));
        }
        return ExitCodes.OK;
    }

    private ParameterException nobodyToAsk() {
        return new ParameterException(spec.commandLine(), "nobody is there to ask: add --yes");
    }

    /** Of a magnet link whose torrent is not known, there is nothing but the link. */
    private static boolean hasMore(DatasetView view) {
        return view.state() != DatasetState.NO_TORRENT;
    }

    private void tell(DatasetView view, Removed removed) {
        if (!hasMore(view)) {
            context.terminal().out().println(SafeText.line("removed '%s'; it had no files".formatted(view.name())));
            return;
        }
        if (removed.arriving().isPresent()) {
            String unfinished = deleteData
                    ? "removed '%s', and deleted what had come of it, at '%s'"
                    : "removed '%s'; what has come of it stays at '%s', and fetching it again goes on from there";
            context.terminal()
                    .out()
                    .println(SafeText.line(
                            unfinished.formatted(view.name(), removed.arriving().get())));
        }
        if (removed.arriving().isEmpty()
                || removed.files() > 0
                || view.verified().isPresent()) {
            context.terminal().out().println(SafeText.line(whole(view, removed)));
        }
        removed.named().forEach(file -> context.terminal().say(SafeText.line("left " + file)));
        int more = removed.left() - removed.named().size();
        if (more > 0) {
            context.terminal().say("left %s more".formatted(Amounts.files(more)));
        }
    }

    private String whole(DatasetView view, Removed removed) {
        if (view.state() == DatasetState.FETCHING && view.amounts().bytesDone() == 0) {
            return "removed '%s'; nothing of it had come".formatted(view.name());
        }
        return deleteData
                ? "removed '%s', and deleted %s (%s) of it at '%s'"
                        .formatted(
                                view.name(),
                                Amounts.files(removed.files()),
                                Amounts.bytes(removed.bytes()),
                                view.path())
                : "removed '%s'; its files stay at '%s'".formatted(view.name(), view.path());
    }

    /** Nobody may have these bytes when they are deleted here. */
    private void warnOfOriginals(List<DatasetView> views) {
        views.stream()
                .filter(view -> deleteData && view.published() && view.traffic().seeds() == 0)
                .forEach(view -> context.terminal()
                        .warn(
                                ("the files of '%s' are the published originals, and the node sees nobody else who has all of"
                                                + " them now")
                                        .formatted(view.name())));
    }

    private String question(List<DatasetView> views) {
        DatasetView first = views.get(0);
        String what = views.size() == 1
                ? "'%s'".formatted(first.name())
                : "'%s' and %s".formatted(first.name(), Amounts.count(views.size() - 1, "other dataset"));
        if (!deleteData) {
            return "remove %s from the node?".formatted(what);
        }
        if (views.size() == 1 && first.state() == DatasetState.FETCHING) {
            return "remove %s and delete what has come of it (%s)?"
                    .formatted(what, Amounts.bytes(first.amounts().bytesDone()));
        }
        String files = "%s (%s)"
                .formatted(
                        Amounts.files(views.stream()
                                .mapToLong(view -> view.amounts().filesWanted())
                                .sum()),
                        Amounts.bytes(views.stream()
                                .mapToLong(view -> view.amounts().bytesWanted())
                                .sum()));
        return views.size() == 1
                ? "remove %s and delete its %s at '%s'?".formatted(what, files, first.path())
                : "remove %s, and delete their %s?".formatted(what, files);
    }
}
