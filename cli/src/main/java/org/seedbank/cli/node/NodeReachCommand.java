package org.seedbank.cli.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.status.NodeText;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.network.AddressRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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
        footer = {
            "  seedbank node reach",
            "  seedbank node reach network",
            "  seedbank node reach network 10.0.0.0/8",
            "  seedbank node reach machine"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeReachCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REACH",
            converter = WordConverter.class,
            completionCandidates = Words.class,
            description = "machine, network or public. Without it, it is only shown.")
    private Network network;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "RANGE",
            description =
                    "With network: the addresses that are this network, such as 10.1.0.0/16 or 2001:db8:7::/48, public ones"
                            + " among them. Without any: all private addresses.")
    private List<String> ranges = List.of();

    @Spec
    private CommandSpec spec;

    NodeReachCommand(Context context) {
        this.context = context;
    }

    /** The words that people use, for shells to complete. */
    static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Words() {
            super(List.of("machine", "network", "public"));
        }
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
        if (network == Network.PRIVATE) {
            reach.change(network, ranges());
        } else if (network != null) {
            if (!ranges.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "only 'network' has ranges of addresses");
            }
            reach.change(network);
        }
        Optional<Network> kept = reach.kept();
        Optional<NodeControl> running = context.nodes().running();
        String now = running.isPresent()
                ? NodeText.reach(running.get().facts())
                : ReachText.whom(kept.orElse(Network.LOCAL)) + "; it does not run";
        List<AddressRange> named =
                kept.equals(Optional.of(Network.PRIVATE)) ? reach.network().ranges() : List.of();
        if (!named.isEmpty()) {
            now += "; this network is "
                    + named.stream().map(AddressRange::toString).collect(Collectors.joining(", "));
        }
        String word = kept.map(ReachText::word).orElse("not set, which means machine");
        context.terminal().out().println("%s: the node reaches %s".formatted(word, now));
        context.terminal().out().flush();
        return ExitCodes.OK;
    }

    private NetworkText ranges() {
        try {
            return NetworkText.ofRanges(ranges.stream()
                    .map(AddressRange::parse)
                    .map(AddressRange::toString)
                    .distinct()
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
