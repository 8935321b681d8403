package org.seedbank.swarm.internal.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_source_flags_t;
import org.libtorrent4j.swig.pex_flags_t;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.tcp_endpoint_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.PeerAddresses;

/** Addresses in libtorrent's form. */
public final class Endpoints {

    /** libtorrent's own: it does not call a peer any more that failed so often. */
    private static final int MOST_FAILURES = 3;

    private static final peer_source_flags_t NOWHERE = peer_source_flags_t.from_int(0);

    private Endpoints() {}

    /** Endpoints of those peers whose addresses are known. */
    public static tcp_endpoint_vector of(List<InetSocketAddress> peers) {
        tcp_endpoint_vector endpoints = new tcp_endpoint_vector();
        peers.stream().map(Endpoints::of).flatMap(Optional::stream).forEach(endpoints::add);
        return endpoints;
    }

    /** The address in Java's form; empty for one of another network, as of I2P. */
    public static Optional<InetSocketAddress> inJava(tcp_endpoint endpoint) {
        String host = endpoint.address().to_string();
        int port = endpoint.port();
        return host.isEmpty() || port == 0 ? Optional.empty() : PeerAddresses.inDigits(new HostPort(host, port));
    }

    /** Tells a torrent of peers that one of its trackers named. Control thread only. */
    public static void ofTracker(List<InetSocketAddress> peers, torrent_handle handle) {
        pex_flags_t nothingElse = pex_flags_t.from_int(0);
        peers.stream()
                .map(Endpoints::of)
                .flatMap(Optional::stream)
                .forEach(endpoint -> handle.connect_peer(endpoint, peer_info.tracker, nothingElse));
    }

    /**
     * Has a torrent call a peer at the session's next full second, which libtorrent may have given up. That is by the word of
     * a tracker, which libtorrent believes that others reach the peer: each takes one failure off. Control thread only.
     */
    public static void callAtOnce(InetSocketAddress peer, torrent_handle handle) {
        for (int i = 0; i < MOST_FAILURES; i++) {
            ofTracker(List.of(peer), handle);
        }
    }

    /**
     * Has a hybrid torrent meet a peer by its v2 infohash from the first byte. By the v1 infohash both agree on v2 only in the open
     * (BEP 52, "upgrade path"): libtorrent forgets it in an encrypted handshake, and gives no hashes then. Control thread only.
     */
    public static void meetByV2(tcp_endpoint peer, torrent_handle handle) {
        handle.connect_peer(peer, NOWHERE, libtorrent.getPex_lt_v2());
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
