package org.seedbank.swarm.internal.transfer;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.local.Announcement;
import org.seedbank.swarm.local.LocalActivity;
import org.seedbank.swarm.local.LocalSession;

/** Keeps this machine told of one transfer. Used on the session's disk thread only. */
public final class LocalPresence {

    private final LocalSession session;
    private final List<SwarmKey> keys;
    private List<Announcement> announcements = List.of();

    /**
     * Tells of nothing yet.
     *
     * @param torrent told of by each of its infohashes: a magnet link may name the v2 one of a hybrid alone
     */
    public LocalPresence(LocalSession session, Metainfo torrent) {
        this.session = session;
        this.keys = Stream.concat(torrent.infoHashV1().stream(), torrent.infoHashV2().stream())
                .map(SwarmKey::of)
                .toList();
    }

    /** The other sessions' peers with the same torrent. For any thread. */
    public List<InetSocketAddress> others() {
        return session.peers().addresses(keys.get(0)).stream()
                .filter(address -> !address.equals(session.own()))
                .toList();
    }

    void show(LocalActivity activity) {
        if (announcements.isEmpty()) {
            announcements =
                    keys.stream().map(key -> session.announce(key, activity)).toList();
        } else {
            announcements.forEach(each -> each.change(activity));
        }
    }

    void withdraw() {
        announcements.forEach(Announcement::close);
        announcements = List.of();
    }
}
