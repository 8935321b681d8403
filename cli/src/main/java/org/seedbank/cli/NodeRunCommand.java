package org.seedbank.cli;

import java.util.concurrent.Callable;
import org.seedbank.node.NodeFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Is the node. */
@Command(
        name = "run",
        header = "Be the node, in this terminal or for a service manager.",
        description = {
            "",
            "Runs until 'seedbank node stop', SIGTERM or Ctrl-C, and then ends with exit code 0. Says on standard error"
                    + " when it is ready."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeRunCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeStartOptions options;

    NodeRunCommand(Context context) {
        this.context = context;
    }

    /** To be ended is what it is for, so that is no failure. */
    @Override
    public Integer call() {
        try {
            NodeProcess.run(context, options.start(), this::sayReady);
        } catch (InterruptedException e) {
            context.terminal().say("ending the node, as it was told to by a signal");
        }
        context.terminal().say("the node has ended");
        return ExitCodes.OK;
    }

    private void sayReady(NodeFacts facts) {
        context.terminal().say("the node is ready: %s, process %d".formatted(NodeText.reach(facts), facts.pid()));
        facts.warnings().forEach(context.terminal()::warn);
    }
}
