package org.seedbank.swarm.internal.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.session_proxy;
import org.libtorrent4j.swig.status_flags_t;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;

/**
 * A native session and the threads around it. Only the control thread and the alert thread touch the native session,
 * and both have ended before it is deleted, so nothing can use it after that.
 */
public final class Session {

    /** Calls of the native session answer in microseconds, or in seconds when its thread is reading a slow disk. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final long UPDATE_MILLIS = 250;

    /**
     * A status without what costs time, piece maps and availability, and without the bytes of unfinished pieces, which
     * count padding as data.
     */
    private final status_flags_t statusFlags = status_flags_t.from_int(0);

    private final session natively;
    private final AlertLoop alerts;
    private final ScheduledExecutorService control;
    private final ExecutorService disk;
    private final ExecutorService events;

    /** Set by any thread. */
    private volatile SwarmLimits limits;

    private Session(session natively, SwarmLimits limits, AlertSink sink) {
        this.natively = natively;
        this.limits = limits;
        this.control = Workers.scheduled("seedbank-swarm-control");
        this.disk = Workers.single("seedbank-swarm-disk");
        this.events = Workers.single("seedbank-swarm-events");
        this.alerts = new AlertLoop(natively, sink, statusFlags);
    }

    /** Opens the session and starts its threads. The caller closes it. */
    public static Session open(SwarmSettings settings, AlertSink sink) {
        session_params params = new session_params(SessionOptions.of(settings));
        Session opened = new Session(new session(params), settings.limits(), sink);
        opened.alerts.start();
        opened.every(UPDATE_MILLIS, () -> opened.natively.post_torrent_updates(opened.statusFlags));
        return opened;
    }

    /** Why the first attempt to listen failed that did; never complete when none has. */
    Future<String> listenProblem() {
        return alerts.listenProblem();
    }

    public SwarmLimits limits() {
        return limits;
    }

    /** Changes the limits; libtorrent takes them up soon. */
    public void limit(SwarmLimits changed) {
        limits = changed;
        later(running -> running.apply_settings(SessionOptions.of(changed)));
    }

    /** Runs {@code task} on the control thread again and again. */
    public void every(long millis, Runnable task) {
        Future<?> unused = repeat(millis, task);
    }

    /** Runs {@code task} on the control thread again and again until it is cancelled. */
    public Future<?> repeat(long millis, Runnable task) {
        try {
            return control.scheduleWithFixedDelay(Workers.guarded(task), millis, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new SwarmException.Closed("the swarm session");
        }
    }

    /** Runs {@code task} on the control thread; nothing happens when the session is closed. */
    public void later(Consumer<session> task) {
        Workers.offer(control, () -> task.accept(natively));
    }

    /** Runs work that waits for the disk; nothing happens when the session is closed. */
    public void onDisk(Runnable task) {
        Workers.offer(disk, task);
    }

    /** Where listeners are called, in the order of these calls. */
    public void event(Runnable task) {
        Workers.offer(events, task);
    }

    /** Runs {@code task} on the control thread and waits for its result, for a minute at most. */
    public <T> T call(Function<session, T> task) throws InterruptedException {
        CompletableFuture<T> result;
        try {
            result = CompletableFuture.supplyAsync(() -> task.apply(natively), control);
        } catch (RejectedExecutionException e) {
            throw new SwarmException.Closed("the swarm session");
        }
        try {
            return result.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Workers.rethrown(e);
        } catch (TimeoutException e) {
            throw new SwarmException.TimedOut("an answer from libtorrent", CALL_LIMIT);
        }
    }

    /**
     * Ends the threads and deletes the native session. Trackers are told that we leave, for two seconds at most.
     *
     * @return whether all of it ended within {@code limit}; if not, daemon threads go on with it
     */
    public boolean close(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean controlEnded = Workers.end(control, deadline);
        boolean diskEnded = Workers.end(disk, deadline);
        boolean alertsEnded = alerts.stop(deadline);
        boolean eventsEnded = Workers.end(events, deadline);
        if (!controlEnded || !alertsEnded) {
            return false;
        }
        Thread deletion = new Thread(this::delete, "seedbank-swarm-close");
        deletion.setDaemon(true);
        deletion.start();
        return Workers.join(deletion, deadline) && diskEnded && eventsEnded;
    }

    private void delete() {
        session_proxy rest = natively.abort();
        natively.delete();
        rest.delete();
    }
}
