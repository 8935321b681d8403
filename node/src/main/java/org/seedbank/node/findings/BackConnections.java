package org.seedbank.node.findings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.tracker.api.ConnectBackProbe;
import org.seedbank.web.OwnAddresses;

/**
 * Connects back to who asks: at the address that the question came from, once, at a port from {@value #LOWEST_PORT} on. Each
 * address is answered every five seconds at most, and all together twice a second. Safe for all threads.
 */
public final class BackConnections implements ConnectBackProbe {

    /** Ports below are of the system's own services, which nobody's peers have. */
    static final int LOWEST_PORT = 1024;

    private static final int HIGHEST_PORT = 65_535;

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AskLimits limits = new AskLimits(System::nanoTime);
    private final boolean ownMachine;

    /**
     * Has not connected to anybody yet.
     *
     * @param ownMachine whether who asks may be on this machine, where an open port says nothing of any firewall
     */
    public BackConnections(boolean ownMachine) {
        this.ownMachine = ownMachine;
    }

    @Override
    public String look(InetSocketAddress peer, byte[] infohash) {
        return look(
                peer.getAddress(),
                peer.getPort(),
                Optional.of(new SwarmKey(HexFormat.of().formatHex(infohash))));
    }

    /** Tells whether peers can have this port. */
    static boolean isOfPeers(int port) {
        return port >= LOWEST_PORT && port <= HIGHEST_PORT;
    }

    String look(InetAddress asker, int port, Optional<SwarmKey> dataset) {
        if (!isOfPeers(port)) {
            return "refused=not a port of a peer";
        }
        if (!ownMachine && OwnAddresses.has(asker)) {
            return "refused=the question came from the same machine";
        }
        if (!limits.admits(asker)) {
            return "refused=asked too often, try again in a few seconds";
        }
        PortProbe probe = new PortProbe(new InetSocketAddress(asker, port), PATIENCE);
        return "tcp=%s udp=%s".formatted(probe.tcp(dataset).label(), probe.udp().label());
    }
}
