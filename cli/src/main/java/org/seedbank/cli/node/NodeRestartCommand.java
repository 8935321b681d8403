package org.seedbank.cli.node;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    NodeRestartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Network> reach = options.reach();
        NodeReach setting = new NodeReach(context);
        Optional<NodeFacts> before = before();
        context.nodes().stop();
        // One of an earlier version reaches as far as it was told when it was started, and has not kept that.
        boolean kept = setting.kept().isPresent();
        setting.keep(reach.or(() -> kept ? Optional.empty() : before.map(NodeFacts::network))
                .filter(network -> reach.isPresent() || network != Network.LOCAL));
        OptionalInt port = before.map(NodeFacts::peerPort).map(OptionalInt::of).orElse(OptionalInt.empty());
        NodeStartCommand.say(context, options.startLike(new NodeStart(port, OptionalInt.empty())));
        return ExitCodes.OK;
    }

    private Optional<NodeFacts> before() throws InterruptedException {
        try {
            Optional<NodeControl> node = context.nodes().running();
            return node.isPresent() ? Optional.of(node.get().facts()) : Optional.empty();
        } catch (NodeException.Unreachable e) {
            context.terminal().warn(e.getMessage());
            return Optional.empty();
        }
    }
}
