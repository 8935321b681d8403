package org.seedbank.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options of commands that start a node. */
final class NodeStartOptions {

    @Option(
            names = "--public",
            description =
                    "Talk to peers anywhere: through trackers, DHT, local discovery and peer exchange, and let the"
                            + " router open a port. Without it, the node reaches this machine only.")
    private boolean open;

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

    NodeStart start() {
        return new NodeStart(open, of(port), of(controlPort));
    }

    /** The same, where nothing was said as a node has it that ran before. */
    NodeStart startLike(NodeStart before) {
        return new NodeStart(
                open || before.open(),
                port == null ? before.port() : of(port),
                controlPort == null ? before.controlPort() : of(controlPort));
    }

    private static OptionalInt of(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
