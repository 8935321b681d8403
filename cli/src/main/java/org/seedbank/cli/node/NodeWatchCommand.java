package org.seedbank.cli.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.status.NodeText;
import org.seedbank.cli.status.NodeUse;
import org.seedbank.node.api.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the node look after a folder of torrents. */
@Command(
        name = "watch",
        header = "Fetch and seed the .torrent files that appear in a folder.",
        description = {
            "",
            "Those that leave DIR are stopped; their data is kept. Files that are still being written are left until they"
                    + " are whole. It goes on until 'seedbank node cancel'; 'seedbank node status' shows how it does."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeWatchCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The folder to look into.")
    private Path folder;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "TARGET",
            required = true,
            description = "The folder to fetch into.")
    private Path target;

    NodeWatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Order order = new Order.Watch(NodeUse.absolute(folder), NodeUse.absolute(target));
        NodeText.sayOrder(NodeUse.node(context).order(order), context.terminal());
        return ExitCodes.OK;
    }
}
