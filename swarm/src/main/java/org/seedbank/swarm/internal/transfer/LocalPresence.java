package org.seedbank.swarm.internal.transfer;

import java.net.InetSocketAddress;
import java.util.List;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.local.Announcement;
import org.seedbank.swarm.local.LocalActivity;
import org.seedbank.swarm.local.LocalSession;

/** Keeps this machine told of one transfer. Used on the session's disk thread only. */
public final class LocalPresence {

    private final LocalSession session;
    private final SwarmKey key;
    private Announcement announcement;

    public LocalPresence(LocalSession session, SwarmKey key) {
        this.session = session;
        this.key = key;
    }

    /** The other sessions' peers with the same torrent. For any thread. */
    public List<InetSocketAddress> others() {
        return session.peers().addresses(key).stream()
                .filter(address -> !address.equals(session.own()))
                .toList();
    }

    void show(LocalActivity activity) {
        if (announcement == null) {
            announcement = session.announce(key, activity);
        } else {
            announcement.change(activity);
        }
    }

    void withdraw() {
        if (announcement != null) {
            announcement.close();
            announcement = null;
        }
    }
}
