package org.seedbank.tracker.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.integrity.HostPort;
import org.seedbank.tracker.internal.swarms.PeerAddress;

/** Tells where a request comes from: its connection says it, or a proxy that is trusted. */
public final class ClientAddress {

    private static final int LONGEST = 64;

    private final Optional<Set<PeerAddress>> proxies;

    /** Trusts these proxies, and those of this machine; none where it is empty. */
    public ClientAddress(Optional<Set<InetAddress>> proxies) {
        this.proxies = proxies.map(all -> all.stream().map(PeerAddress::of).collect(Collectors.toUnmodifiableSet()));
    }

    /** Tells whether a proxy's word counts at all. */
    boolean isBehindProxy() {
        return proxies.isPresent();
    }

    /**
     * The address of who asks; empty where a proxy that is trusted does not say it. Each proxy adds where it was asked from
     * at the end, so what stands before the last that is no proxy of ours is anybody's claim.
     */
    Optional<PeerAddress> of(PeerAddress remote, Optional<String> forwarded) {
        if (proxies.isEmpty() || !isProxy(remote)) {
            return Optional.of(remote);
        }
        String[] hops = forwarded.orElse("").split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<PeerAddress> hop = address(hops[i].strip());
            if (hop.isEmpty() || !isProxy(hop.get()) || i == 0) {
                return hop;
            }
        }
        return Optional.empty();
    }

    private boolean isProxy(PeerAddress address) {
        return address.isLoopback() || proxies.orElseThrow().contains(address);
    }

    /** An address without or with a port; a name is none, so that nothing is looked up. */
    private static Optional<PeerAddress> address(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean bare = text.chars().filter(c -> c == ':').count() > 1 && !text.startsWith("[");
        String host = HostPort.address(text)
                .filter(ignored -> !bare)
                .map(HostPort::host)
                .orElse(text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text);
        try {
            return new HostPort(host, 0).isAddress()
                    ? Optional.of(PeerAddress.of(InetAddress.getByName(host)))
                    : Optional.empty();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }
}
