package org.seedbank.swarm.internal.transfer;

import java.util.Optional;
import java.util.function.Supplier;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.swarm.SwarmLimits;

/**
 * Limits on what a transfer moves. libtorrent takes 0 for "no limit" and has nothing that means "none at all", so that is put
 * together from what it has: upload mode asks for nothing, and a pause sends nothing. Set by any thread; carried out on
 * the control thread.
 */
public final class Throttle {

    /**
     * A fetch asks for each 16 KiB with 17 bytes that go through its upload limit; this lets it ask for some 8 MB/s, and
     * peers get no more than it either.
     */
    static final int ASKING = 8 << 10;

    private final TransferPlan plan;
    private final NativeTorrent torrent;
    private final Intent intent;
    private final Supplier<SwarmLimits> session;
    private volatile Optional<Long> up = Optional.empty();
    private volatile Optional<Long> down = Optional.empty();
    private volatile boolean complete;

    /** True when libtorrent was told to pause because nothing may be sent. Set by the control thread. */
    private volatile boolean silent;

    Throttle(TransferPlan plan, NativeTorrent torrent, Intent intent, Supplier<SwarmLimits> session) {
        this.plan = plan;
        this.torrent = torrent;
        this.intent = intent;
        this.session = session;
    }

    public void limit(Optional<Long> newUp, Optional<Long> newDown) {
        up = newUp;
        down = newDown;
        apply();
    }

    /** Bytes that may be received in a second, by this transfer's limit and the session's; 0 for none, empty for no limit. */
    public Optional<Long> downRate() {
        Optional<Long> all = session.get().downloadRate();
        return all.isPresent() && down.isPresent() ? Optional.of(Math.min(all.get(), down.get())) : down.or(() -> all);
    }

    /** Bytes that may be sent in a second, likewise. */
    Optional<Long> upRate() {
        Optional<Long> all = session.get().uploadRate();
        return all.isPresent() && up.isPresent() ? Optional.of(Math.min(all.get(), up.get())) : up.or(() -> all);
    }

    /** Carries out the limits, the session's among them, as they are now. */
    public void apply() {
        torrent.later(this::apply);
    }

    /** Carries them out for a torrent that is not bound yet, before it is started. Control thread only. */
    void apply(torrent_handle bound) {
        boolean off = SwarmLimits.isOff(up);
        bound.set_upload_limit(off ? ASKING : SwarmLimits.natively(up));
        bound.set_max_uploads(off ? 1 : 0);
        bound.set_download_limit(SwarmLimits.natively(down));
        allowFetching(bound);
        if (off && complete) {
            silent = true;
            bound.pause();
        } else if (silent) {
            silent = false;
            if (!intent.isPaused()) {
                bound.resume();
            }
        }
    }

    /**
     * Lets a fetch ask for what it lacks, unless nothing may be received. After a full disk libtorrent only uploads until
     * it is told otherwise; a dataset that is seeded always does.
     */
    void allowFetching(torrent_handle bound) {
        if (!plan.fetches()) {
            return;
        }
        if (SwarmLimits.isOff(down) || SwarmLimits.isOff(session.get().downloadRate())) {
            bound.set_flags(libtorrent.getUpload_mode());
        } else {
            bound.unset_flags(libtorrent.getUpload_mode());
        }
    }

    /** True while it has left all peers because nothing may be sent to any. */
    public boolean isSilent() {
        return silent;
    }

    /** A transfer that may send nothing is silent once it needs nothing. Alert thread only. */
    void observe(NativeStatus.Phase phase) {
        boolean now = phase == NativeStatus.Phase.COMPLETE;
        if (now != complete) {
            complete = now;
            if (SwarmLimits.isOff(up)) {
                apply();
            }
        }
    }

    /**
     * Leaves all peers for a moment: libtorrent goes on sending to one that it sent to before it was told to stop. It is asked who is
     * there, as our own board learns of a peer up to a quarter of a second after it came.
     */
    public void reconnect() {
        torrent.later(bound -> {
            if (bound.status(status_flags_t.from_int(0)).getNum_peers() == 0) {
                return;
            }
            bound.pause();
            if (!intent.isPaused() && !silent) {
                bound.resume();
            }
        });
    }
}
