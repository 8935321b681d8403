package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.tcp_endpoint;

/** Addresses in libtorrent's form. */
final class Endpoints {

    private Endpoints() {}

    /** Empty for a host whose address is not known. */
    static Optional<tcp_endpoint> of(InetSocketAddress peer) {
        if (peer.isUnresolved()) {
            return Optional.empty();
        }
        error_code error = new error_code();
        address host = address.from_string(peer.getAddress().getHostAddress(), error);
        return error.failed() ? Optional.empty() : Optional.of(new tcp_endpoint(host, peer.getPort()));
    }
}
