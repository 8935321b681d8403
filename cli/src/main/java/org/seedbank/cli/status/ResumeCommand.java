package org.seedbank.cli.status;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Go on with paused datasets. */
@Command(
        name = "resume",
        header = "Go on with paused datasets.",
        description = {"", "Also goes on with those that have failed; damaged ones are checked anew."},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class ResumeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeDatasets datasets;

    public ResumeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return datasets.tell(context, NodeControl::resume);
    }
}
