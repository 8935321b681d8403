package org.seedbank.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.swarm.network.NetworkSettings;
import org.seedbank.web.proxy.ProxyAddress;

/**
 * How a session is opened. Immutable; the {@code with…} methods give changed copies.
 *
 * @param network how far it may reach
 * @param listen where peers can connect. The wildcard address means every address of this machine. Port 0 means any
 *     free one; when another port is taken, the next ten and then any free one are tried, so ask
 *     {@link Swarm#port()}
 * @param folders where it keeps its own files
 * @param limits what it may use
 * @param clientVersion the version of seedbank that peers are told, three numbers with dots
 * @param allowPrivate whether trackers and web seeds of any torrent may be on this machine and in private networks, as far as
 *     the session reaches there
 * @param networking how it uses the network, as far as its reach lets it. An address there stands in for {@code listen}; a session of
 *     this machine is never bound to another than its own
 * @param proxy through which all goes that leaves this machine where the session reaches everywhere; short of that nothing leaves the network
 *     around it, and nothing goes through a proxy
 */
public record SwarmSettings(
        Network network,
        InetSocketAddress listen,
        SwarmFolders folders,
        SwarmLimits limits,
        String clientVersion,
        boolean allowPrivate,
        NetworkSettings networking,
        Optional<ProxyAddress> proxy) {

    /** The port that BitTorrent clients listen on by custom. */
    public static final int DEFAULT_PORT = 6881;

    /** Throws {@link IllegalArgumentException} when the version is not three numbers or the address is unresolved. */
    public SwarmSettings {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(folders, "folders");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(networking, "networking");
        Objects.requireNonNull(proxy, "proxy");
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("cannot listen on '%s': unknown host".formatted(listen.getHostString()));
        }
        if (!clientVersion.matches("\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}")) {
            throw new IllegalArgumentException("'%s' is not a version of three numbers".formatted(clientVersion));
        }
    }

    /** Seeds and fetches on this machine only, at {@value #DEFAULT_PORT} on the loopback address. */
    public static SwarmSettings local(SwarmFolders folders, String clientVersion) {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT);
        return new SwarmSettings(
                Network.LOCAL,
                listen,
                folders,
                SwarmLimits.NONE,
                clientVersion,
                false,
                NetworkSettings.USUAL,
                Optional.empty());
    }

    /** Seeds and fetches anywhere, at {@value #DEFAULT_PORT} on every address of this machine. */
    public static SwarmSettings open(SwarmFolders folders, String clientVersion) {
        return reaching(Network.PUBLIC, folders, clientVersion);
    }

    /**
     * Seeds and fetches as far as this, at {@value #DEFAULT_PORT}: on the loopback address where that is this machine, else
     * on every address.
     */
    public static SwarmSettings reaching(Network network, SwarmFolders folders, String clientVersion) {
        return network == Network.LOCAL
                ? local(folders, clientVersion)
                : new SwarmSettings(
                        network,
                        new InetSocketAddress(DEFAULT_PORT),
                        folders,
                        SwarmLimits.NONE,
                        clientVersion,
                        false,
                        NetworkSettings.USUAL,
                        Optional.empty());
    }

    /** These settings with another port, 0 to 65535. */
    public SwarmSettings withPort(int port) {
        InetSocketAddress changed = new InetSocketAddress(listen.getAddress(), port);
        return new SwarmSettings(network, changed, folders, limits, clientVersion, allowPrivate, networking, proxy);
    }

    /** These settings with another address and port. */
    public SwarmSettings withListen(InetSocketAddress changed) {
        return new SwarmSettings(network, changed, folders, limits, clientVersion, allowPrivate, networking, proxy);
    }

    /** These settings with other limits. */
    public SwarmSettings withLimits(SwarmLimits changed) {
        return new SwarmSettings(network, listen, folders, changed, clientVersion, allowPrivate, networking, proxy);
    }

    /** These settings, with private trackers and web seeds of strangers or without. */
    public SwarmSettings withAllowPrivate(boolean changed) {
        return new SwarmSettings(network, listen, folders, limits, clientVersion, changed, networking, proxy);
    }

    /** These settings, with the network used in another way; a port that it names counts. */
    public SwarmSettings withNetworking(NetworkSettings changed) {
        SwarmSettings settings =
                new SwarmSettings(network, listen, folders, limits, clientVersion, allowPrivate, changed, proxy);
        if (network != Network.LOCAL
                && changed.listen().flatMap(ListenPlace::address).isPresent()) {
            InetAddress address = changed.listen().flatMap(ListenPlace::address).orElseThrow();
            settings = settings.withListen(new InetSocketAddress(address, listen.getPort()));
        }
        OptionalInt port = changed.listen().map(ListenPlace::port).orElse(OptionalInt.empty());
        return port.isPresent() ? settings.withPort(port.getAsInt()) : settings;
    }

    /** These settings with a proxy, or without one. */
    public SwarmSettings withProxy(Optional<ProxyAddress> changed) {
        return new SwarmSettings(network, listen, folders, limits, clientVersion, allowPrivate, networking, changed);
    }

    /** The proxy that the session uses; empty for none. */
    public Optional<ProxyAddress> usedProxy() {
        return network == Network.PUBLIC ? proxy : Optional.empty();
    }

    /** Addresses that the session reaches. */
    public Reach reach() {
        return new Reach(network, networking.ranges());
    }
}
