package org.seedbank.swarm.internal.announce;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.swarm.Source;
import org.seedbank.web.WebAddress;

/** One torrent at an {@link Announcer}. Safe for all threads; nothing here waits. */
public final class Announcing {

    private final Announcer announcer;
    private final TorrentTrackers torrent;

    Announcing(Announcer announcer, TorrentTrackers torrent) {
        this.announcer = announcer;
        this.torrent = torrent;
    }

    /** Tells whether a tracker is one that is asked here, and not by libtorrent. */
    public static boolean isHttp(String url) {
        return WebAddress.parse(url).isPresent();
    }

    /**
     * Adds a tracker. One that it has is asked again at once if it led where it was not to be asked, as that may have changed.
     *
     * @param tier from 0 (BEP 12)
     */
    public void add(String url, int tier) {
        Optional<WebAddress> address = WebAddress.parse(url);
        address.ifPresent(known -> announcer.add(torrent, url, known, tier));
    }

    /** Asks only those of these addresses any more, and tells others that it leaves. */
    public void keepOnly(Set<String> urls) {
        announcer.keepOnly(torrent, urls);
    }

    /** How its trackers stand, in the order of their tiers. */
    public List<Source> sources() {
        return announcer.sources(torrent);
    }

    /** Has those that have failed asked again within seconds. */
    public void retry() {
        announcer.retry(torrent);
    }

    /** Tells its trackers that it leaves. */
    public void end() {
        announcer.end(torrent);
    }
}
