package org.seedbank.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.node.DatasetView;
import org.seedbank.node.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes datasets from the node. */
@Command(
        name = "remove",
        header = "Have the node forget datasets, and delete their files if asked.",
        description = {
            "",
            "The node stops seeding or fetching them. Their files stay, unless --delete-data is given; catalogs go on"
                    + " listing them.",
            "",
            "Asks before it does so. Where nobody can answer, --yes is needed."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class RemoveCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "REF", description = "Serials, names, digests or infohashes.")
    private List<String> references;

    @Option(names = "--delete-data", description = "Delete their files too; other files in their folders stay.")
    private boolean deleteData;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    RemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!yes && !context.answers().isSomebodyThere()) {
            throw new ParameterException(spec.commandLine(), "nobody is there to ask: add --yes");
        }
        NodeControl node = context.nodes().required();
        List<DatasetView> views = NodeDatasets.references(node, context).find(references);
        if (!yes && !context.answers().isYes(question(views), context.terminal())) {
            context.terminal().say("nothing has changed");
            return ExitCodes.FAILED;
        }
        for (DatasetView view : views) {
            node.remove(view.key(), deleteData);
            context.terminal()
                    .out()
                    .println(SafeText.line((deleteData
                                    ? "removed '%s', and deleted its files at '%s'"
                                    : "removed '%s'; its files stay at '%s'")
                            .formatted(view.name(), view.root())));
        }
        return ExitCodes.OK;
    }

    private String question(List<DatasetView> views) {
        DatasetView first = views.get(0);
        String what = views.size() == 1
                ? "'%s'".formatted(first.name())
                : "'%s' and %s".formatted(first.name(), Amounts.count(views.size() - 1, "other dataset"));
        if (!deleteData) {
            return "remove %s from the node?".formatted(what);
        }
        return views.size() == 1
                ? "remove %s and delete its files at '%s'?".formatted(what, first.root())
                : "remove %s and delete their files?".formatted(what);
    }
}
