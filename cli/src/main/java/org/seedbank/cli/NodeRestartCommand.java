package org.seedbank.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.seedbank.node.NodeControl;
import org.seedbank.node.NodeException;
import org.seedbank.node.NodeFacts;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends the node and starts it again. */
@Command(
        name = "restart",
        header = "End the node, if it runs, and start it in the background.",
        description = {"", "It reaches as far as before and keeps its port for peers, unless options say otherwise."},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeRestartCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeStartOptions options;

    @Option(names = "--local", description = "Reach this machine only from now on.")
    private boolean local;

    NodeRestartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeStart before = before();
        context.nodes().stop();
        NodeStart start = options.startLike(before);
        NodeStartCommand.say(context, local ? new NodeStart(false, start.port(), start.controlPort()) : start);
        return ExitCodes.OK;
    }

    private NodeStart before() throws InterruptedException {
        try {
            Optional<NodeControl> node = context.nodes().running();
            if (node.isPresent()) {
                NodeFacts facts = node.get().facts();
                return new NodeStart(
                        facts.network() == Network.PUBLIC, OptionalInt.of(facts.peerPort()), OptionalInt.empty());
            }
        } catch (NodeException.Unreachable e) {
            context.terminal().warn(e.getMessage());
        }
        return NodeStart.reaching(false);
    }
}
