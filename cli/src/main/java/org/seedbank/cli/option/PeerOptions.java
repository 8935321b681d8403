package org.seedbank.cli.option;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.network.AddressRange;
import org.seedbank.swarm.network.NetworkSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of commands that fetch: whom to ask, and for how long. */
public final class PeerOptions {

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            converter = PeerConverter.class,
            description =
                    "Also ask this peer, by its address or its name; may be given several times. One elsewhere has to be"
                            + " within the node's reach; with --foreground and --repair, one on another machine needs"
                            + " --public.")
    private List<HostPort> peers = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = WholeNumber.Seconds.class,
            defaultValue = "60",
            description = "Give up with exit code 6 when nobody sends a byte for so long. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    /**
     * The peers in digits, for a node.
     *
     * @throws CommandFailure when one is beyond its reach, or its name is not known
     */
    public List<InetSocketAddress> peers(NodeControl node) throws InterruptedException {
        if (peers.isEmpty()) {
            return List.of();
        }
        Network network = node.facts().network();
        List<AddressRange> ranges = node.network().change(NetworkSettings.USUAL).ranges();
        String remedy = RemedyWords.reach(network).orElse("name another");
        return new NamedPeers(new Reach(network, ranges), "the node reaches", remedy).inDigits(peers);
    }

    /**
     * The peers in digits, for a session of this command's own.
     *
     * @throws CommandFailure when one is beyond its reach, or its name is not known
     */
    public List<InetSocketAddress> peers(Network network) throws InterruptedException {
        return new NamedPeers(Reach.of(network), "this command reaches", "add --public, which reaches peers anywhere")
                .inDigits(peers);
    }

    /** Reads {@code HOST:PORT} and {@code [IPV6]:PORT}. */
    static final class PeerConverter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            try {
                HostPort peer = HostPort.parse(text.strip());
                if (peer.port() > 0) {
                    return peer;
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'%s' is not HOST:PORT".formatted(text));
            }
            throw new TypeConversionException("'%s' is not HOST:PORT".formatted(text));
        }
    }

    /** How long no byte may come. */
    public Duration silence() {
        return Duration.ofSeconds(timeout);
    }
}
