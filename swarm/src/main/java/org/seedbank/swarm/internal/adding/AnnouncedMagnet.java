package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.internal.announce.AnnouncedTorrent;
import org.seedbank.swarm.internal.session.Endpoints;

/** A torrent whose magnet link is being resolved, as its trackers over HTTP need it. */
record AnnouncedMagnet(MagnetSearch search, BooleanSupplier isTrusted) implements AnnouncedTorrent {

    /** Nobody knows yet how much there is; libtorrent says this too, since trackers take 0 for a seed. */
    private static final long SOMETHING = 16 << 10;

    @Override
    public List<InfoHash> infoHashes() {
        return search.infoHashes();
    }

    @Override
    public Standing standing() {
        return new Standing(true, 0, 0, SOMETHING, true);
    }

    @Override
    public boolean allowsPrivate() {
        return isTrusted.getAsBoolean();
    }

    @Override
    public void peers(List<InetSocketAddress> peers) {
        search.later(handle -> Endpoints.ofTracker(peers, handle));
    }

    @Override
    public void answered(String tracker) {
        search.trackers().answered(tracker);
    }

    @Override
    public void failed(String tracker, String reason) {
        search.trackers().failed(Source.Kind.TRACKER, tracker, reason);
    }

    @Override
    public void networkCame() {
        search.later(handle -> handle.force_lsd_announce());
    }

    @Override
    public void warned(String tracker, String warning) {
        // Its source has the words.
    }
}
