package org.seedbank.swarm.internal.transfer;

import java.net.InetSocketAddress;
import java.util.Set;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.sources.Redial;

/** Requests of a transfer's owner, or of the session itself, to libtorrent. For any thread; nothing here waits. */
public final class TransferRequests {

    private static final int LOOKS_WITH_PEERS = 5;

    private final TransferCore core;
    private final Intent intent;

    /** Used on the control thread only, as the one below. */
    private int looksNotDue;

    private final Redial redial = new Redial();

    /** Used on the disk thread only. */
    private Set<InetSocketAddress> local = Set.of();

    public TransferRequests(TransferCore core) {
        this.core = core;
        this.intent = core.intent();
    }

    /** Calls a peer at once, though it may have been given up. */
    public void call(InetSocketAddress peer) {
        core.torrent().later(torrent -> Endpoints.callAtOnce(peer, torrent));
    }

    /** Calls at once all who are known and not connected, and asks web seeds again. */
    public void callPeers() {
        core.peers().callable().forEach(this::call);
        core.askFeeder();
    }

    /**
     * Every second: a fetch that is connected to nobody now and then calls those again that libtorrent has given up, once each, and
     * announces itself in the local network.
     */
    public void redial() {
        boolean alone = core.board().status().state() == TransferState.FETCHING && core.isAlone();
        if (redial.isDue(alone, System.nanoTime())) {
            core.torrent().later(torrent -> {
                Endpoints.ofTracker(core.peers().callable(), torrent);
                torrent.force_lsd_announce();
            });
        }
    }

    private void connect(InetSocketAddress peer) {
        Endpoints.of(peer).ifPresent(endpoint -> core.torrent().later(torrent -> torrent.connect_peer(endpoint)));
    }

    public void pause() {
        intent.pause();
        core.torrent().later(torrent -> torrent.pause());
    }

    /** Pauses first, whatever the state is, so that libtorrent always tells when it has resumed. */
    public void resume() {
        intent.resume();
        core.forgetFailure();
        core.torrent().later(torrent -> {
            torrent.pause();
            torrent.clear_error();
            core.throttle().allowFetching(torrent);
            torrent.resume();
        });
        core.throttle().apply();
    }

    /** Every few seconds: writes down what a fetch has, if that is more than last time. */
    public void saveProgress() {
        TransferStatus now = core.board().status();
        boolean moves = now.state() == TransferState.FETCHING || now.state() == TransferState.SEEDING;
        if (core.plan().keepsNotes() && moves && core.saver().isBehind(now.bytesDone())) {
            core.requestResume();
        }
    }

    /**
     * Every second: a fetch without peers looks for processes of this machine that have what it needs. One with peers
     * does so now and then, as those may have nothing that is good.
     */
    public void findLocalPeers() {
        TransferStatus now = core.board().status();
        boolean due = now.peers() == 0 || ++looksNotDue % LOOKS_WITH_PEERS == 0;
        if (now.state() == TransferState.FETCHING && due) {
            core.onDisk(this::meetLocalPeers);
        }
    }

    /** One that has just come was perhaps given up before it left. */
    private void meetLocalPeers() {
        Set<InetSocketAddress> now = Set.copyOf(core.presence().others());
        now.forEach(peer -> {
            if (local.contains(peer)) {
                connect(peer);
            } else {
                call(peer);
            }
        });
        local = now;
    }
}
