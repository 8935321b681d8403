package org.seedbank.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.seedbank.integrity.HostPort;

/** Addresses of peers between their text and the form that sockets take. */
public final class PeerAddresses {

    private PeerAddresses() {}

    /** The address of a peer that a person names; a host name is looked up. */
    public static InetSocketAddress lookUp(HostPort peer) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(peer.host()), peer.port());
    }

    /** The address that a stranger's text names in digits; empty for any other text. No name is ever looked up. */
    public static Optional<InetSocketAddress> inDigits(String text) {
        return HostPort.address(text).flatMap(PeerAddresses::inDigits);
    }

    /** The address of a peer by its digits; empty when they are none, as those of a name. */
    public static Optional<InetSocketAddress> inDigits(HostPort peer) {
        try {
            return peer.isAddress() ? Optional.of(lookUp(peer)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The host, in digits where they are known, and the port. */
    public static HostPort of(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return new HostPort(host, address.getPort());
    }
}
