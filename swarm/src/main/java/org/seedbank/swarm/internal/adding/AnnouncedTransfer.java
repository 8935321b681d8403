package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.swarm.internal.announce.AnnouncedTorrent;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.transfer.TransferCore;

/** A transfer as its trackers over HTTP need it. */
record AnnouncedTransfer(TransferCore core, List<InfoHash> infoHashes, long length, UrlPolicy policy)
        implements AnnouncedTorrent {

    AnnouncedTransfer(TransferCore core, Metainfo torrent, UrlPolicy policy) {
        this(
                core,
                Stream.concat(torrent.infoHashV1().stream(), torrent.infoHashV2().stream())
                        .toList(),
                torrent.totalLength(),
                policy);
    }

    @Override
    public Standing standing() {
        TransferStatus status = core.board().status();
        boolean fetches = status.state() == TransferState.FETCHING;
        boolean active = fetches
                || (status.state() == TransferState.SEEDING && !core.throttle().isSilent());
        return new Standing(
                active,
                status.traffic().uploaded(),
                status.traffic().downloaded(),
                Math.max(0, length - status.bytesDone()),
                fetches && status.peers() == 0);
    }

    @Override
    public boolean allowsPrivate() {
        return policy.allowsPrivate(core.key());
    }

    @Override
    public void peers(List<InetSocketAddress> peers) {
        core.torrent().later((natively, handle) -> Endpoints.ofTracker(peers, handle));
    }

    @Override
    public void answered(String tracker) {
        core.trackers().answered(tracker);
    }

    @Override
    public void failed(String tracker, String reason) {
        core.trackers().failed(Source.Kind.TRACKER, tracker, reason);
        core.trackerWarned(tracker, reason);
    }

    /**
     * Trackers over UDP that failed are libtorrent's to ask again, which waits for up to an hour, and local discovery's next turn is
     * minutes away.
     */
    @Override
    public void networkCame() {
        core.torrent().later((natively, handle) -> {
            handle.force_lsd_announce();
            if (core.trackers().isFailing()) {
                handle.force_reannounce();
            }
        });
    }

    @Override
    public void warned(String tracker, String warning) {
        core.trackerWarned(tracker, warning);
    }
}
