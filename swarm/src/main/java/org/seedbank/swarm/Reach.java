package org.seedbank.swarm;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.seedbank.swarm.network.AddressRange;

/**
 * Addresses that a session reaches.
 *
 * @param network how far it reaches
 * @param ranges addresses that are this network where it is {@link Network#PRIVATE}, in place of all private ones; none for those
 */
public record Reach(Network network, List<AddressRange> ranges) {

    private static final List<AddressRange> MACHINE = parse("127.0.0.0/8", "::1/128");

    /** RFC 1918, RFC 3927, RFC 4193 and RFC 4291. */
    private static final List<AddressRange> NEAR =
            parse("10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10");

    /** Copies the list. */
    public Reach {
        Objects.requireNonNull(network, "network");
        ranges = List.copyOf(ranges);
    }

    /** So far, with all private addresses where that is this network. */
    public static Reach of(Network network) {
        return new Reach(network, List.of());
    }

    /** Tells whether an address is reached. */
    public boolean allows(InetAddress address) {
        return network == Network.PUBLIC || allowed().stream().anyMatch(range -> range.contains(address));
    }

    /** The addresses that are reached, where those are not all. */
    public List<AddressRange> allowed() {
        return network == Network.LOCAL
                ? MACHINE
                : Stream.concat(MACHINE.stream(), (ranges.isEmpty() ? NEAR : ranges).stream())
                        .toList();
    }

    private static List<AddressRange> parse(String... ranges) {
        return Stream.of(ranges).map(AddressRange::parse).toList();
    }
}
