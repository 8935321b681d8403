package org.seedbank.cli.option;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.seedbank.cli.frame.Context;
import org.seedbank.integrity.HostPort;
import org.seedbank.library.Version;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of commands that open a swarm session. */
public final class SwarmOptions {

    @Option(
            names = "--public",
            description = {
                "Talk to peers anywhere: through trackers, DHT, local discovery and peer exchange, and let the router"
                        + " open a port. Without it, only this machine is reached and nothing is shared beyond it."
            })
    private boolean open;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Listen for peers here; 0 takes any free port. Default: 6881, or the next free one.")
    private Integer port;

    public Swarm openSwarm(Context context) throws InterruptedException {
        String version = Version.number();
        SwarmSettings settings = open
                ? SwarmSettings.open(context.home().swarm(), version)
                : SwarmSettings.local(context.home().swarm(), version);
        return LibtorrentSwarm.open(port == null ? settings : settings.withPort(port));
    }

    public boolean isPublic() {
        return open;
    }

    /** How far a session reaches, for a person. */
    public String reach(int listening) {
        return open
                ? "port %d, reachable for peers anywhere".formatted(listening)
                : "port %d of this machine only; add --public to reach others".formatted(listening);
    }

    /** Reads {@code HOST:PORT} and {@code [IPV6]:PORT}. */
    static final class PeerConverter implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            try {
                return PeerAddresses.lookUp(HostPort.parse(text));
            } catch (UnknownHostException | IllegalArgumentException e) {
                throw new TypeConversionException("'%s' is not HOST:PORT".formatted(text));
            }
        }
    }
}
