package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.util.List;

/** Keeps this machine told of one transfer. Used on the session's disk thread only. */
final class LocalPresence {

    private final LocalPeers peers;
    private final SwarmKey key;
    private final InetSocketAddress own;
    private Announcement announcement;

    LocalPresence(LocalPeers peers, SwarmKey key, InetSocketAddress own) {
        this.peers = peers;
        this.key = key;
        this.own = own;
    }

    /** The other processes' peers with the same torrent. */
    List<InetSocketAddress> others() {
        return peers.addresses(key).stream()
                .filter(address -> !address.equals(own))
                .toList();
    }

    void show(LocalActivity activity) {
        Presence presence = new Presence(activity, own);
        if (announcement == null) {
            announcement = peers.announce(key, presence);
        } else {
            announcement.change(presence);
        }
    }

    void withdraw() {
        if (announcement != null) {
            announcement.close();
            announcement = null;
        }
    }
}
