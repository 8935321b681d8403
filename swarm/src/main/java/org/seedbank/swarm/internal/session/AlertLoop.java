package org.seedbank.swarm.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_ptr_vector;
import org.libtorrent4j.swig.listen_failed_alert;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.status_flags_t;

/** The thread that takes libtorrent's alerts and hands them on. An alert lives until the next batch is taken. */
final class AlertLoop {

    private static final long WAIT_MILLIS = 100;

    private final session natively;
    private final AlertSink sink;
    private final status_flags_t statusFlags;
    private final Thread thread = new Thread(this::run, "seedbank-swarm-alerts");
    private final CompletableFuture<String> listenProblem = new CompletableFuture<>();
    private volatile boolean stopped;

    AlertLoop(session natively, AlertSink sink, status_flags_t statusFlags) {
        this.natively = natively;
        this.sink = sink;
        this.statusFlags = statusFlags;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Why the first attempt to listen failed that did; never complete when none has. */
    Future<String> listenProblem() {
        return listenProblem;
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
                Workers.guarded(() -> handle(batch)).run();
            }
        }
        batch.delete();
    }

    /** A change of state is followed by asking for the new status at once, so that nobody waits for the next tick. */
    private void handle(alert_ptr_vector batch) {
        boolean changed = false;
        for (int i = 0; i < batch.size(); i++) {
            alert next = batch.get(i);
            changed |= sink.take(next);
            if (next.type() == listen_failed_alert.alert_type) {
                listenProblem.complete(
                        alert.cast_to_listen_failed_alert(next).getError().message());
            }
        }
        if (changed) {
            natively.post_torrent_updates(statusFlags);
        }
    }
}
