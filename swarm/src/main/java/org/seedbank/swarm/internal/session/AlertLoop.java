package org.seedbank.swarm.internal.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_ptr_vector;
import org.libtorrent4j.swig.listen_failed_alert;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_stats_alert;
import org.libtorrent4j.swig.status_flags_t;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;

/**
 * The thread that takes libtorrent's alerts and hands them on, and asks it now and then whether it still answers. An alert
 * lives until the next batch is taken.
 */
final class AlertLoop {

    private static final long WAIT_MILLIS = 100;

    private final session natively;
    private final AlertSink sink;
    private final SessionSources sources;
    private final PeerPlaces places;
    private final status_flags_t statusFlags;
    private final Loop loop;
    private final NativeWatch watch;
    private final alert_ptr_vector batch = new alert_ptr_vector();
    private final CompletableFuture<String> listenProblem = new CompletableFuture<>();

    /** Alert thread only. */
    private boolean changed;

    AlertLoop(
            session natively,
            AlertSink sink,
            SessionSources sources,
            PeerPlaces places,
            status_flags_t statusFlags,
            LongLivedThreads threads) {
        this.natively = natively;
        this.sink = sink;
        this.sources = sources;
        this.places = places;
        this.statusFlags = statusFlags;
        this.watch = new NativeWatch(natively::post_session_stats, System::nanoTime);
        this.loop = threads.loop("seedbank-swarm-alerts", this::round);
    }

    void start() {
        loop.start();
    }

    /** Why the first attempt to listen failed that did; never complete when none has. */
    Future<String> listenProblem() {
        return listenProblem;
    }

    /** Returns that libtorrent does not answer. */
    Optional<Fault> fault() {
        return watch.fault();
    }

    /** Ends the thread after the batch it is at; whether it did before {@code deadline}. */
    boolean stop(long deadline) {
        loop.end();
        boolean ended = loop.join(Duration.ofNanos(deadline - System.nanoTime()));
        if (ended) {
            batch.delete();
        }
        return ended;
    }

    private void round() {
        watch.look();
        places.look();
        if (natively.wait_for_alert_ms(WAIT_MILLIS) != null) {
            natively.pop_alerts(batch);
            handle();
        }
    }

    /**
     * What one alert fails for keeps none of the others. A change of state is followed by asking for the new status at
     * once, so that nobody waits for the next tick.
     */
    private void handle() {
        changed = false;
        for (int i = 0; i < batch.size(); i++) {
            alert next = batch.get(i);
            LongLivedThreads.guarded(() -> take(next)).run();
        }
        if (changed) {
            natively.post_torrent_updates(statusFlags);
        }
    }

    private void take(alert next) {
        changed |= sink.take(next);
        sources.take(next);
        places.take(next);
        if (next.type() == session_stats_alert.alert_type) {
            watch.answered();
        } else if (next.type() == listen_failed_alert.alert_type) {
            listenProblem.complete(
                    alert.cast_to_listen_failed_alert(next).getError().message());
        }
    }
}
