package org.seedbank.cli.node;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.status.NodeText;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Says, or sets, how far the node reaches. */
@Command(
        name = "reach",
        header = "Show or set how far the node reaches.",
        description = {
            "",
            "machine: programs on this machine only. network: private addresses, found by local discovery; no DHT, no"
                    + " trackers, and no router is asked. public: peers anywhere, through trackers, DHT, local discovery"
                    + " and peer exchange; the router is asked to open a port.",
            "",
            "It is kept, for all datasets of the node: restarts, reboots and nodes that are started by themselves reach as"
                    + " far. A node that runs leaves its swarms and goes on as far as that; the command returns when it"
                    + " does."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeReachCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "REACH",
            converter = WordConverter.class,
            description = "machine, network or public. Without it, it is only shown.")
    private Network network;

    NodeReachCommand(Context context) {
        this.context = context;
    }

    /** Reads the words that people use. */
    static final class WordConverter implements ITypeConverter<Network> {
        @Override
        public Network convert(String word) {
            return ReachText.parse(word)
                    .orElseThrow(() ->
                            new TypeConversionException("'%s' is not machine, network or public".formatted(word)));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeReach reach = new NodeReach(context);
        if (network != null) {
            reach.change(network);
        }
        Optional<Network> kept = reach.kept();
        Optional<NodeControl> running = context.nodes().running();
        String now = running.isPresent()
                ? NodeText.reach(running.get().facts())
                : ReachText.whom(kept.orElse(Network.LOCAL)) + "; it does not run";
        String word = kept.map(ReachText::word).orElse("not set, which means machine");
        context.terminal().out().println("%s: the node reaches %s".formatted(word, now));
        context.terminal().out().flush();
        return ExitCodes.OK;
    }
}
