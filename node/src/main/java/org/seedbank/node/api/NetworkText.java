package org.seedbank.node.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.network.AddressRange;
import org.seedbank.swarm.network.Encryption;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.swarm.network.NetworkSettings;
import org.seedbank.web.proxy.ProxyChoice;

/**
 * How a node uses the network, or a change of that, in the words that people use. Those that a node tells have every part; in a
 * change, what is empty stays as it is.
 *
 * @param listen {@code ADDRESS}, {@code INTERFACE}, or either with {@code :PORT}; {@value #ALL} for all addresses
 * @param dht whether the distributed hash table is used
 * @param lsd whether peers are looked for by multicast
 * @param pex whether peers tell each other of peers
 * @param portMapping whether the router is asked to open a port
 * @param utp whether connections go out by uTP to peers behind routers that open no port, where a third peer introduces both
 * @param encryption {@code off}, {@code on} or {@code required}
 * @param dhtBootstrap nodes to enter the DHT by, {@code HOST:PORT}; none for the public ones
 * @param proxy the proxy through which what leaves goes, as {@code socks5h://USER:PASSWORD@HOST:PORT}; {@code none}, or {@code environment} for
 *     those that the environment names. The password is only in a change
 * @param ranges what this network is, in CIDR notation; none for all private addresses
 */
public record NetworkText(
        Optional<String> listen,
        Optional<Boolean> dht,
        Optional<Boolean> lsd,
        Optional<Boolean> pex,
        Optional<Boolean> portMapping,
        Optional<Boolean> utp,
        Optional<String> encryption,
        Optional<List<String>> dhtBootstrap,
        Optional<String> proxy,
        Optional<List<String>> ranges) {

    /** Stands for all addresses of this machine. */
    public static final String ALL = "all";

    /** Changes nothing. */
    public static final NetworkText NOTHING = new NetworkText(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** These settings in words, without a password. */
    public static NetworkText of(NetworkSettings settings) {
        return of(settings, settings.proxy().toString());
    }

    /** These settings in words, for nobody but the node itself. */
    public static NetworkText withPassword(NetworkSettings settings) {
        return of(settings, settings.proxy().withPassword());
    }

    private static NetworkText of(NetworkSettings settings, String proxy) {
        NetworkSettings.Ways ways = settings.ways();
        return new NetworkText(
                Optional.of(settings.listen().map(ListenPlace::toString).orElse(ALL)),
                Optional.of(ways.dht()),
                Optional.of(ways.lsd()),
                Optional.of(ways.pex()),
                Optional.of(ways.portMapping()),
                Optional.of(ways.utp()),
                Optional.of(settings.encryption().label()),
                Optional.of(
                        settings.dhtBootstrap().stream().map(HostPort::toString).toList()),
                Optional.of(proxy),
                Optional.of(
                        settings.ranges().stream().map(AddressRange::toString).toList()));
    }

    /** A change of what this network is. */
    public static NetworkText ofRanges(List<String> ranges) {
        return new NetworkText(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ranges));
    }

    /**
     * Other settings with this change.
     *
     * @throws NodeException.BadRequest when a part makes no sense
     */
    public NetworkSettings change(NetworkSettings before) {
        NetworkSettings.Ways ways = before.ways();
        try {
            return new NetworkSettings(
                    listen.map(NetworkText::place).orElse(before.listen()),
                    new NetworkSettings.Ways(
                            dht.orElse(ways.dht()),
                            lsd.orElse(ways.lsd()),
                            pex.orElse(ways.pex()),
                            portMapping.orElse(ways.portMapping()),
                            utp.orElse(ways.utp())),
                    encryption.map(NetworkText::encryption).orElse(before.encryption()),
                    dhtBootstrap.map(texts -> all(texts, NetworkText::node)).orElse(before.dhtBootstrap()),
                    proxy.map(NetworkText::proxy).orElse(before.proxy()),
                    ranges.map(texts -> all(texts, AddressRange::parse)).orElse(before.ranges()));
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    private static Optional<ListenPlace> place(String text) {
        return text.equals(ALL) ? Optional.empty() : Optional.of(ListenPlace.parse(text));
    }

    private static Encryption encryption(String word) {
        return Encryption.parse(word)
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not off, on or required".formatted(word)));
    }

    private static ProxyChoice proxy(String text) {
        try {
            return ProxyChoice.parse(text);
        } catch (IllegalArgumentException e) {
            // Without the text, which may hold a password.
            throw new IllegalArgumentException("the proxy cannot be used: " + e.getMessage(), e);
        }
    }

    private static HostPort node(String text) {
        HostPort node = HostPort.parse(text);
        if (node.port() == 0) {
            throw new IllegalArgumentException("'%s' has no port that anybody could be asked at".formatted(text));
        }
        return node;
    }

    private static <T> List<T> all(List<String> texts, Function<String, T> parse) {
        return texts.stream().map(parse).distinct().toList();
    }
}
