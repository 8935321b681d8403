package org.seedbank.cli.node;

import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.option.WholeNumber;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that start a node. */
final class NodeStartOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--public",
            description = "The same as 'seedbank node reach public' before it: from now on, talk to peers anywhere.")
    private boolean open;

    @Option(
            names = "--local",
            description = "The same as 'seedbank node reach machine' before it: from now on, reach this machine only.")
    private boolean local;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Listen for peers here; 0 takes any free port. Default: 6881, or the next free one.")
    private Integer port;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Listen here, on 127.0.0.1, for what the other commands ask. Default: any free port.")
    private Integer controlPort;

    /** How far the node is to reach; empty when that was not said. */
    Optional<Network> reach() {
        if (open && local) {
            throw new ParameterException(spec.commandLine(), "--public and --local say different things");
        }
        return open || local ? Optional.of(open ? Network.PUBLIC : Network.LOCAL) : Optional.empty();
    }

    NodeStart start() {
        return new NodeStart(of(port), of(controlPort));
    }

    /** Takes what was said, and for the rest what a node had that ran before. */
    NodeStart startLike(NodeStart before) {
        return new NodeStart(
                port == null ? before.port() : of(port), controlPort == null ? before.controlPort() : of(controlPort));
    }

    private static OptionalInt of(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
