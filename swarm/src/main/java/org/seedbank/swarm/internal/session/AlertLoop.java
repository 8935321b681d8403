package org.seedbank.swarm.internal.session;

import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_ptr_vector;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.status_flags_t;
import org.seedbank.swarm.internal.transfer.AlertRouter;

/** The thread that takes libtorrent's alerts and hands them on. An alert lives until the next batch is taken. */
final class AlertLoop {

    private static final long WAIT_MILLIS = 100;

    private final session natively;
    private final AlertRouter router;
    private final status_flags_t statusFlags;
    private final Thread thread = new Thread(this::run, "seedbank-swarm-alerts");
    private volatile boolean stopped;

    AlertLoop(session natively, AlertRouter router, status_flags_t statusFlags) {
        this.natively = natively;
        this.router = router;
        this.statusFlags = statusFlags;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread after the batch it is at; whether it did before {@code deadline}. */
    boolean stop(long deadline) {
        stopped = true;
        return Workers.join(thread, deadline);
    }

    private void run() {
        alert_ptr_vector batch = new alert_ptr_vector();
        while (!stopped) {
            if (natively.wait_for_alert_ms(WAIT_MILLIS) != null) {
                natively.pop_alerts(batch);
                new Guarded(() -> handle(batch)).run();
            }
        }
        batch.delete();
    }

    /** A change of state is followed by asking for the new status at once, so that nobody waits for the next tick. */
    private void handle(alert_ptr_vector batch) {
        boolean changed = false;
        for (int i = 0; i < batch.size(); i++) {
            alert next = batch.get(i);
            changed |= router.route(next);
        }
        if (changed) {
            natively.post_torrent_updates(statusFlags);
        }
    }
}
