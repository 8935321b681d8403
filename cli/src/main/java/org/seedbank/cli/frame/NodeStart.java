package org.seedbank.cli.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a node is started; how far it reaches is a setting of its own.
 *
 * @param port where it listens for peers, 0 for any free port; empty for the node's own choice
 * @param controlPort where it listens for commands, 0 for any free port; empty for the node's own choice
 */
public record NodeStart(OptionalInt port, OptionalInt controlPort) {

    /** One that chooses its ports itself. */
    public static final NodeStart USUAL = new NodeStart(OptionalInt.empty(), OptionalInt.empty());

    /** Options of {@code node run} that say this. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        port.ifPresent(number -> options.addAll(List.of("--port", Integer.toString(number))));
        controlPort.ifPresent(number -> options.addAll(List.of("--control-port", Integer.toString(number))));
        return options;
    }
}
