package org.seedbank.cli.node;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.status.NodeText;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.swarm.Network;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Starts the node in the background. */
@Command(
        name = "start",
        header = "Start the node in the background.",
        description = {
            "",
            "Returns when the node answers. It goes on when this terminal is closed, until 'seedbank node stop' or the end"
                    + " of the machine, and is started again should it die; 'seedbank node install' also has it started"
                    + " with the machine."
        },
        footer = {
            "  seedbank node start",
            "  seedbank node start --public --port 6881",
            "  seedbank node start --serve-http 0.0.0.0:8090"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeStartCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeStartOptions options;

    NodeStartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeStart start = options.start();
        Optional<Network> reach = options.reach();
        NodeControl running = context.nodes().running().orElse(null);
        if (running != null) {
            throw new NodeException.AlreadyRunning(
                    Optional.of(new LockOwner(running.facts().pid(), "", "")));
        }
        new NodeReach(context).keep(reach);
        say(context, start);
        return ExitCodes.OK;
    }

    /** How a node is started with these options; throws {@link ParameterException} when they are none. */
    static NodeStart start(Context context, List<String> options) {
        NodeStartCommand command = new NodeStartCommand(context);
        new CommandLine(command).parseArgs(options.toArray(String[]::new));
        return command.options.start();
    }

    /** Starts one and says what has been started. */
    static void say(Context context, NodeStart start) throws InterruptedException {
        NodeFacts facts = context.nodes().runningOrStarted(start).facts();
        context.terminal().out().println("the node runs: %s, process %d".formatted(NodeText.reach(facts), facts.pid()));
        facts.warnings().forEach(context.terminal()::warn);
    }

    /** Ends the node. */
    @Command(
            name = "stop",
            header = "End the node.",
            description = {
                "",
                "Returns when its process is gone. What it has is kept, and goes on when it is started again."
            },
            footer = {"  seedbank node status", "  seedbank node stop"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Stop implements Callable<Integer> {

        private final Context context;

        Stop(Context context) {
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
}
