package org.seedbank.swarm.network;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seedbank.integrity.HostPort;
import org.seedbank.web.proxy.ProxyChoice;

/**
 * How a session uses the network, as far as its reach lets it. Immutable; the {@code with…} methods give changed copies.
 *
 * @param listen where it is bound to; empty for all addresses of this machine
 * @param ways ways of finding peers and of being found
 * @param encryption whether connections to peers are encrypted
 * @param dhtBootstrap nodes by which it enters the DHT, in place of the public ones; none for those
 * @param proxy the proxy through which what leaves goes
 * @param ranges addresses that are this network, in place of all private ones; none for those. This machine always is
 */
public record NetworkSettings(
        Optional<ListenPlace> listen,
        Ways ways,
        Encryption encryption,
        List<HostPort> dhtBootstrap,
        ProxyChoice proxy,
        List<AddressRange> ranges) {

    /** Everything as far as the reach lets it, on all addresses. */
    public static final NetworkSettings USUAL = new NetworkSettings(
            Optional.empty(), Ways.ALL, Encryption.ON, List.of(), ProxyChoice.ENVIRONMENT, List.of());

    private static final int MOST = 100;

    /**
     * Ways of finding peers and of being found, each of which can be turned off.
     *
     * @param dht the distributed hash table (BEP 5)
     * @param lsd local service discovery by multicast (BEP 14)
     * @param pex peer exchange (BEP 11)
     * @param portMapping whether the router is asked to open a port, by UPnP, NAT-PMP and PCP
     * @param utp whether connections go out by uTP (BEP 29) where a third peer says that a hole is to be punched through
     *     routers (BEP 55); to all others they go by TCP, which is faster
     */
    public record Ways(boolean dht, boolean lsd, boolean pex, boolean portMapping, boolean utp) {
        /** All of them. */
        public static final Ways ALL = new Ways(true, true, true, true, true);
    }

    /** Throws {@link IllegalArgumentException} when there are more than 100 ranges or bootstrap nodes. */
    public NetworkSettings {
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(ways, "ways");
        Objects.requireNonNull(encryption, "encryption");
        Objects.requireNonNull(proxy, "proxy");
        dhtBootstrap = List.copyOf(dhtBootstrap);
        ranges = List.copyOf(ranges);
        if (dhtBootstrap.size() > MOST || ranges.size() > MOST) {
            throw new IllegalArgumentException("at most %d are taken".formatted(MOST));
        }
    }

    /** These settings, bound to another place. */
    public NetworkSettings withListen(Optional<ListenPlace> changed) {
        return new NetworkSettings(changed, ways, encryption, dhtBootstrap, proxy, ranges);
    }

    /** These settings with other ways. */
    public NetworkSettings withWays(Ways changed) {
        return new NetworkSettings(listen, changed, encryption, dhtBootstrap, proxy, ranges);
    }

    /** These settings with other encryption. */
    public NetworkSettings withEncryption(Encryption changed) {
        return new NetworkSettings(listen, ways, changed, dhtBootstrap, proxy, ranges);
    }

    /** These settings with other nodes to enter the DHT by. */
    public NetworkSettings withDhtBootstrap(List<HostPort> changed) {
        return new NetworkSettings(listen, ways, encryption, changed, proxy, ranges);
    }

    /** These settings with other ranges. */
    public NetworkSettings withRanges(List<AddressRange> changed) {
        return new NetworkSettings(listen, ways, encryption, dhtBootstrap, proxy, changed);
    }

    /** These settings with another proxy. */
    public NetworkSettings withProxy(ProxyChoice changed) {
        return new NetworkSettings(listen, ways, encryption, dhtBootstrap, changed, ranges);
    }
}
