package org.seedbank.swarm.internal.transfer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.partial_piece_info;
import org.libtorrent4j.swig.partial_piece_info_vector;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a fetch up anew when libtorrent has lost a piece. Used on the control thread, where nothing is said otherwise.
 *
 * <p>When a piece was not what was published, libtorrent waits until its disk threads are done with it before it asks
 * for it again. One thread may say so before another says that the last block was written
 * ({@code add_completed_jobs_impl} in mmap_disk_io.cpp lets the next job go before it reports its own). Then libtorrent
 * takes that block for one that came again: of a piece that has all its blocks, that is not hashed and that nobody is
 * asked for. The fetch would never end. A torrent that is added again with what libtorrent says of it has such pieces
 * hashed.
 */
public final class Renewal {

    /** Hashing one piece takes less, and a lost one matters only when nothing else moves. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final TransferCore core;
    private final Adding adding;
    private boolean asked;
    private final AtomicInteger times = new AtomicInteger();

    /** How many pieces had been rejected when it was last taken up anew. */
    private long rejectedBefore;

    public Renewal(TransferCore core, Adding adding) {
        this.core = core;
        this.adding = adding;
    }

    /** Takes a torrent out of the session and adds it again with what libtorrent said of it. Control thread only. */
    @FunctionalInterface
    public interface Adding {
        /** Throws {@link SwarmException.TorrentRefused} when libtorrent does not take it again. */
        void again(TransferCore core, session natively, torrent_handle torrent, add_torrent_params saved);
    }

    /** Every second. */
    public void look() {
        TransferStatus now = core.board().status();
        boolean suspected =
                now.state() == TransferState.FETCHING && now.traffic().rejected() > rejectedBefore;
        if (suspected && core.board().quiet().compareTo(QUIET) >= 0) {
            core.torrent().later(torrent -> {
                if (hasLostPiece(torrent)) {
                    begin();
                }
            });
        }
    }

    private static boolean hasLostPiece(torrent_handle torrent) {
        partial_piece_info_vector pieces = torrent.get_download_queue();
        for (int i = 0; i < pieces.size(); i++) {
            partial_piece_info piece = pieces.get(i);
            if (piece.getFinished() == piece.getBlocks_in_piece()) {
                return true;
            }
        }
        return false;
    }

    /** How often it was taken up anew. */
    public int times() {
        return times.get();
    }

    /** Takes it up anew in any case; for any thread. */
    public void request() {
        core.torrent().later(torrent -> begin());
    }

    /** Asks libtorrent for all that it knows; the answer comes on the alert thread. */
    private void begin() {
        if (asked) {
            return;
        }
        asked = true;
        core.answers().expectSaved(saved -> core.torrent().later((natively, torrent) -> {
            asked = false;
            rejectedBefore = core.board().status().traffic().rejected();
            if (!core.torrent().isEnding()) {
                saved.ifPresent(params -> renew(natively, torrent, params));
            }
            saved.ifPresent(add_torrent_params::delete);
        }));
        core.requestResume();
    }

    private void renew(session natively, torrent_handle torrent, add_torrent_params saved) {
        try {
            adding.again(core, natively, torrent, saved);
            times.incrementAndGet();
            LOG.info("'{}' was taken up anew", core.plan().name());
        } catch (SwarmException.TorrentRefused e) {
            core.diskFailed("", e.getMessage());
        }
    }
}
