package org.seedbank.cli.option;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that fetch: whom to ask, and for how long. */
public final class PeerOptions {

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            converter = SwarmOptions.PeerConverter.class,
            description =
                    "Also ask this peer; may be given several times. One elsewhere has to be within the node's reach; with"
                            + " --foreground and --repair, one on another machine needs --public.")
    private List<InetSocketAddress> peers = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = WholeNumber.Seconds.class,
            defaultValue = "60",
            description = "Give up with exit code 6 when nobody sends a byte for so long. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    public List<InetSocketAddress> peers() {
        return peers;
    }

    /** How long no byte may come. */
    public Duration silence() {
        return Duration.ofSeconds(timeout);
    }
}
