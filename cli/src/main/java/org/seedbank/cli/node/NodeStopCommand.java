package org.seedbank.cli.node;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.node.api.NodeException;
import picocli.CommandLine.Command;

/** Ends the node. */
@Command(
        name = "stop",
        header = "End the node.",
        description = {
            "",
            "Returns when its process is gone. What it has is kept, and goes on when it is started again."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeStopCommand implements Callable<Integer> {

    private final Context context;

    NodeStopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!context.nodes().stop()) {
            throw new NodeException.NotRunning();
        }
        context.terminal().out().println("the node has ended");
        return ExitCodes.OK;
    }
}
