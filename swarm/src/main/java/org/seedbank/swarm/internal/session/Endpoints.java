package org.seedbank.swarm.internal.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.tcp_endpoint_vector;

/** Addresses in libtorrent's form. */
public final class Endpoints {

    private Endpoints() {}

    /** Endpoints of those peers whose addresses are known. */
    public static tcp_endpoint_vector of(List<InetSocketAddress> peers) {
        tcp_endpoint_vector endpoints = new tcp_endpoint_vector();
        peers.stream().map(Endpoints::of).flatMap(Optional::stream).forEach(endpoints::add);
        return endpoints;
    }

    /** Empty for a host whose address is not known. */
    public static Optional<tcp_endpoint> of(InetSocketAddress peer) {
        if (peer.isUnresolved()) {
            return Optional.empty();
        }
        error_code error = new error_code();
        address host = address.from_string(peer.getAddress().getHostAddress(), error);
        return error.failed() ? Optional.empty() : Optional.of(new tcp_endpoint(host, peer.getPort()));
    }
}
