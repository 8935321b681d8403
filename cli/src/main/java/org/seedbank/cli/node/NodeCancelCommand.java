package org.seedbank.cli.node;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends an order. */
@Command(
        name = "cancel",
        header = "End an order of watch, drop, follow or link.",
        description = {"", "What it has brought stays. 'seedbank node status' shows the orders with their IDs."},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeCancelCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", description = "The order's name, such as watch-1.")
    private String id;

    NodeCancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeControl node = context.nodes().required();
        node.cancel(id);
        context.terminal().out().println(SafeText.line("cancelled %s".formatted(id)));
        return ExitCodes.OK;
    }
}
