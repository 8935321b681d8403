package org.seedbank.cli.node;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.status.NodeText;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Is the node. */
@Command(
        name = "run",
        header = "Be the node, in this terminal or for a service manager.",
        description = {
            "",
            "Runs until 'seedbank node stop', SIGTERM or Ctrl-C, and then ends with exit code 0. Says on standard error"
                    + " when it is ready.",
            "",
            "Reaches as far as 'seedbank node reach' has set; --public and --local count only where nothing has been set,"
                    + " and are kept then."
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
            takeUp(options.reach());
            NodeProcess.run(context, options.start(), this::sayReady);
        } catch (InterruptedException e) {
            context.terminal().say("ending the node, as it was told to by a signal");
        }
        context.terminal().say("the node has ended");
        return ExitCodes.OK;
    }

    /**
     * Whoever starts it again and again, such as a unit of an earlier version, knows nothing of what a person has said
     * since.
     */
    private void takeUp(Optional<Network> said) throws InterruptedException {
        NodeReach reach = new NodeReach(context);
        Optional<Network> kept = reach.kept();
        if (said.isPresent() && kept.isEmpty()) {
            reach.keep(said);
        } else if (said.isPresent() && !said.equals(kept)) {
            context.terminal()
                    .warn(
                            "the node reaches %s, as was set with 'seedbank node reach'; what its options say is passed over"
                                    .formatted(ReachText.whom(kept.get())));
        }
    }

    private void sayReady(NodeFacts facts) {
        context.terminal().say("the node is ready: %s, process %d".formatted(NodeText.reach(facts), facts.pid()));
        facts.warnings().forEach(context.terminal()::warn);
    }
}
