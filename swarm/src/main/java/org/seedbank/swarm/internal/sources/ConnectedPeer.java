package org.seedbank.swarm.internal.sources;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libtorrent4j.swig.peer_flags_t;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_info_vector;
import org.seedbank.swarm.internal.session.ClientName;
import org.seedbank.swarm.internal.session.Endpoints;

/**
 * A peer that has shaken hands.
 *
 * @param address where it was reached, or where it came from
 * @param id its ID (BEP 20) in this connection, in hexadecimal digits
 * @param isOutgoing whether this session has connected to it, so that its address is where it listens
 * @param isWebSeed whether it is a server that has the files, and no peer
 * @param received bytes of pieces that have come from it
 * @param owes whether it was asked for more, and nothing here keeps that from coming
 * @param offers whether it shows something of what is missing here, and lets it be asked for
 */
public record ConnectedPeer(
        InetSocketAddress address,
        String id,
        boolean isOutgoing,
        boolean isWebSeed,
        long received,
        boolean owes,
        boolean offers) {

    /** A peer that was asked for nothing, and shows nothing. */
    ConnectedPeer(InetSocketAddress address, String id, boolean isOutgoing, boolean isWebSeed) {
        this(address, id, isOutgoing, isWebSeed, 0, false, false);
    }

    /** Who it is: the same for all connections of a session of this program, and chance with most others. */
    String name() {
        return nameIn(id);
    }

    static String nameIn(String id) {
        return id.substring(0, Math.min(2 * ClientName.SAME, id.length()));
    }

    /** Those of libtorrent that have shaken hands, and web seeds. */
    public static List<ConnectedPeer> of(peer_info_vector connected) {
        List<ConnectedPeer> peers = new ArrayList<>();
        for (peer_info each : connected) {
            of(each).ifPresent(peers::add);
        }
        return peers;
    }

    /** The same of one; empty while it shakes hands. */
    static Optional<ConnectedPeer> of(peer_info peer) {
        int busy = peer_info.connecting.or_(peer_info.handshake).to_int();
        boolean web = !peer.getConnection_type().eq(peer_info.standard_bittorrent);
        if (!web && (peer.getFlags().to_int() & busy) != 0) {
            return Optional.empty();
        }
        boolean outgoing = has(peer, peer_info.outgoing_connection);
        int held = peer_info.bw_limit.to_int() | peer_info.bw_disk.to_int();
        boolean asked = peer.getDownload_queue_length() > 0;
        boolean offers = has(peer, peer_info.interesting) && (asked || !has(peer, peer_info.remote_choked));
        boolean owes = asked && (peer.get_read_state() & held) == 0;
        return Endpoints.inJava(peer.getIp())
                .map(address -> new ConnectedPeer(
                        address, peer.getPid().to_hex(), outgoing, web, peer.getTotal_download(), owes, offers));
    }

    private static boolean has(peer_info peer, peer_flags_t flag) {
        return peer.getFlags().and_(flag).non_zero();
    }
}
