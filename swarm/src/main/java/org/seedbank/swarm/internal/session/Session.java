package org.seedbank.swarm.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import java.util.stream.Stream;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.session_proxy;
import org.libtorrent4j.swig.settings_pack;
import org.libtorrent4j.swig.status_flags_t;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.swarm.Capacity;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.web.OwnAddresses;

/**
 * A native session and the threads around it. Only the control thread and the alert thread touch the native session,
 * and both have ended before it is deleted, so nothing can use it after that.
 */
public final class Session {

    /** Calls of the native session answer in microseconds, or in seconds when its thread is reading a slow disk. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final long UPDATE_MILLIS = 250;

    private static final String AWAY = "this machine has no such address or interface now";

    /** Far more than a session has to do at any time; when it is full something hangs, and more would not help. */
    private static final int QUEUE = 100_000;

    /**
     * A status without what costs time, piece maps and availability, and without the bytes of unfinished pieces, which
     * count padding as data.
     */
    private final status_flags_t statusFlags = status_flags_t.from_int(0);

    /** Those that call libtorrent: one that hangs there hangs for as long as the process lives. */
    private final LongLivedThreads threads = new LongLivedThreads(CALL_LIMIT, true);

    private final session natively;
    private final AlertLoop alerts;
    private final SessionSources sources;
    private final Optional<ListenPlace> bound;
    private final ScheduledExecutorService control;
    private final ExecutorService disk;
    private final ExecutorService events;

    private volatile int port;

    /** Set by any thread. */
    private volatile SwarmLimits limits;

    private Session(session natively, SwarmSettings settings, AlertSink sink, SessionSources sources) {
        this.natively = natively;
        this.limits = settings.limits();
        this.bound = SessionOptions.bound(settings)
                .filter(place -> settings.usedProxy().isEmpty());
        this.control = threads.clock("seedbank-swarm-control");
        this.disk = LongLivedThreads.pool("seedbank-swarm-disk", 1, QUEUE);
        this.events = LongLivedThreads.pool("seedbank-swarm-events", 1, QUEUE);
        this.sources = sources;
        this.alerts = new AlertLoop(natively, sink, sources, places(settings), statusFlags, threads);
    }

    private PeerPlaces places(SwarmSettings settings) {
        int most = Capacity.ofThisProcess().connections();
        AddressShare share = new AddressShare(
                () -> Math.min(limits.connections(), most), OwnAddresses::isDigitsOfOne, Clock.systemUTC());
        return new PeerPlaces(
                share, blocked -> later(running -> running.set_ip_filter(PeerFilters.without(blocked, settings))));
    }

    /** Opens the session and starts its threads. The caller closes it. */
    public static Session open(SwarmSettings settings, AlertSink sink) {
        settings_pack options = SessionOptions.of(settings);
        SessionSources sources = new SessionSources(
                options, settings.network(), settings.networking().ways(), Clock.systemUTC());
        Session opened = new Session(natively(settings, options), settings, sink, sources);
        opened.alerts.start();
        opened.every(UPDATE_MILLIS, () -> opened.natively.post_torrent_updates(opened.statusFlags));
        return opened;
    }

    /** One at a time: libtorrent crashes where two threads of a process open sessions at the same moment. */
    private static session natively(SwarmSettings settings, settings_pack options) {
        synchronized (Session.class) {
            session_params params = new session_params(options);
            new DhtTable(settings).load(params);
            return new session(params);
        }
    }

    /** Why the first attempt to listen failed that did; never complete when none has. */
    Future<String> listenProblem() {
        return alerts.listenProblem();
    }

    /** See {@link org.seedbank.swarm.Swarm#faults}. */
    public List<Fault> faults() {
        return Stream.concat(alerts.fault().stream(), threads.faults().stream()).toList();
    }

    /** See {@link org.seedbank.swarm.Swarm#view}. */
    public SessionView view() {
        SessionView view = sources.view();
        return bound.filter(place -> !place.isHere())
                .map(place -> view.unheard(place.device(), AWAY))
                .orElse(view);
    }

    /** The port that it listens on, 0 while that is not known, and while it listens nowhere. */
    public int port() {
        return port;
    }

    void listensOn(int number) {
        port = number;
    }

    public SwarmLimits limits() {
        return limits;
    }

    /** Changes the limits; libtorrent takes them up soon. */
    public void limit(SwarmLimits changed) {
        limits = changed;
        later(running -> running.apply_settings(SessionOptions.of(changed)));
    }

    /**
     * Has libtorrent listen at the addresses that this machine has now, and look for peers in the local network anew. By
     * itself it looks again when an address comes or goes, which those in IPv4 do not with their cable; and one datagram that
     * could not be sent ends local discovery at that address for good ({@code lsd::m_disabled}). Nothing is cut that works.
     */
    public void listenAnew() {
        later(running -> {
            running.reopen_network_sockets();
            if (sources.discoversLocally()) {
                sources.forgetLocalProblem();
                running.apply_settings(SessionOptions.localDiscovery(false));
                running.apply_settings(SessionOptions.localDiscovery(true));
            }
        });
    }

    /** Runs {@code task} on the control thread again and again. */
    public void every(long millis, Runnable task) {
        Future<?> unused = repeat(millis, task);
    }

    /** Runs {@code task} on the control thread again and again until it is cancelled. */
    public Future<?> repeat(long millis, Runnable task) {
        try {
            return control.scheduleWithFixedDelay(
                    LongLivedThreads.guarded(task), millis, millis, TimeUnit.MILLISECONDS);
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

    /** Runs {@code task} on the control thread; what is returned tells how that ended. */
    public CompletableFuture<Void> submit(Consumer<session> task) {
        try {
            return CompletableFuture.runAsync(() -> task.accept(natively), control);
        } catch (RejectedExecutionException e) {
            throw new SwarmException.Closed("the swarm session");
        }
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
        ExecutorService deletion = LongLivedThreads.pool("seedbank-swarm-close", 1, 1);
        deletion.execute(LongLivedThreads.guarded(this::delete));
        return Workers.end(deletion, deadline) && diskEnded && eventsEnded;
    }

    private void delete() {
        session_proxy rest = natively.abort();
        natively.delete();
        rest.delete();
    }
}
