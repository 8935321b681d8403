package org.seedbank.swarm.internal.adding;

import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_entry_vector;
import org.libtorrent4j.swig.torrent_handle;

/** Trackers that a torrent of libtorrent's is given while it is in the session. Control thread only. */
final class GivenUrls {

    /** Tiers are bytes to libtorrent. */
    private static final int LAST_TIER = 255;

    private GivenUrls() {}

    /** Gives it one more. */
    static void add(torrent_handle handle, TorrentUrls.Url url) {
        handle.add_tracker(entry(url));
    }

    /** Gives it these in place of what it has. */
    static void replace(torrent_handle handle, TorrentUrls urls) {
        announce_entry_vector trackers = new announce_entry_vector();
        for (TorrentUrls.Url url : urls.trackers()) {
            trackers.add(entry(url));
        }
        handle.replace_trackers(trackers);
        trackers.delete();
    }

    private static announce_entry entry(TorrentUrls.Url url) {
        announce_entry entry = new announce_entry(url.plain());
        entry.setTier((short) Math.min(url.tier(), LAST_TIER));
        return entry;
    }
}
