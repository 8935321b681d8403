package org.seedbank.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.node.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the node fetch what a catalog lists. */
@Command(
        name = "follow",
        header = "Fetch what a catalog lists, and new entries as they are posted.",
        description = {
            "",
            "The node asks the catalog again and again, fetches what is not withdrawn, verifies it and seeds it. It goes on"
                    + " until 'seedbank node cancel'; 'seedbank node status' shows what came."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class FollowCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "CATALOG", description = "A catalog's name, folder or address.")
    private String catalog;

    @Option(
            names = "--match",
            paramLabel = "TEXT",
            description = "Fetch only entries that have every one of these words, as with 'list'.")
    private String match;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            required = true,
            description = "The folder to fetch into.")
    private Path directory;

    FollowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Order order = new Order.Follow(
                Optional.of(NodeUse.catalog(context, catalog)),
                Optional.ofNullable(match),
                NodeUse.absolute(directory));
        NodeText.sayOrder(NodeUse.node(context).order(order), context.terminal());
        return ExitCodes.OK;
    }
}
