package org.seedbank.tracker;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.seedbank.database.DatabaseException;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerException;
import org.seedbank.tracker.api.TrackerSettings;
import org.seedbank.tracker.internal.http.ClientAddress;
import org.seedbank.tracker.internal.http.ConnectBackDesk;
import org.seedbank.tracker.internal.http.HttpServer;
import org.seedbank.tracker.internal.http.Router;
import org.seedbank.tracker.internal.statistics.Statistics;
import org.seedbank.tracker.internal.statistics.StatisticsPages;
import org.seedbank.tracker.internal.store.KeyRing;
import org.seedbank.tracker.internal.store.KeyTable;
import org.seedbank.tracker.internal.store.TrackerStore;
import org.seedbank.tracker.internal.store.TrackerStore.KeptTally;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.seedbank.tracker.internal.swarms.Swarms;
import org.seedbank.tracker.internal.swarms.Tally;
import org.seedbank.tracker.internal.udp.Packets;
import org.seedbank.tracker.internal.udp.UdpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tracker: tells peers of each other that announce the same dataset, over HTTP and UDP (BEP 3, 7, 15, 23, 27, 31, 41 and
 * 48), and shows how many there are. Whoever opens one closes it. Safe for all threads.
 *
 * <p>It takes two threads for what is asked, one for pages, and one for what is due now and then. Memory and time that
 * strangers can take are bounded, see {@link org.seedbank.tracker.api.TrackerBounds}.
 */
public final class Tracker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

    private static final Duration TO_END = Duration.ofSeconds(5);
    private static final int SAVE_SECONDS = 5;
    private static final int KEYS_SECONDS = 2;
    private static final int EXPIRE_SECONDS = 5;
    private static final int SAMPLE_SECONDS = 300;
    private static final int WAITING_PAGES = 32;
    private static final int PORT_TRIES = 20;

    private final ProcessLock lock;
    private final TrackerStore store;
    private final Swarms swarms;
    private final Statistics statistics;
    private final HttpServer http;
    private final UdpServer udp;
    private final List<Loop> loops;
    private final ScheduledExecutorService clock;
    private final ExecutorService pages;
    private final Optional<ConnectBackDesk> connectBack;
    private final List<HostPort> addresses;
    private boolean troubled;

    private Tracker(ProcessLock lock, TrackerStore store, TrackerSettings settings) throws IOException {
        Clock time = Clock.systemUTC();
        this.lock = lock;
        this.store = store;
        Refusals refusals = new Refusals();
        swarms = new Swarms(settings.bounds(), settings.access().open(), refusals, time, System::nanoTime);
        store.tallies(
                settings.bounds().torrents() * 2,
                (hash, kept) -> swarms.restore(Hash20.of(hash), new Tally(kept.completed(), kept.lastSeed())));
        KeyRing keys = new KeyRing(new KeyTable(store), time);
        Optional<Predicate<String>> members = settings.access().membersOnly() ? Optional.of(keys) : Optional.empty();
        Packets packets = new Packets(swarms, refusals, members, System::nanoTime);
        pages = LongLivedThreads.pool("seedbank-tracker-pages", 1, WAITING_PAGES);
        connectBack = settings.connectBack().map(probe -> new ConnectBackDesk(swarms, probe));
        Router[] router = new Router[1];
        statistics = new Statistics(swarms, refusals, () -> requests(router[0], packets), time);
        router[0] = new Router(
                swarms,
                refusals,
                new ClientAddress(settings.access().proxies()),
                members,
                new StatisticsPages(statistics, store::samples, pages, System::nanoTime),
                connectBack);
        http = new HttpServer(router[0], refusals);
        udp = new UdpServer(packets);
        addresses = new ArrayList<>();
        for (HostPort each : settings.listen()) {
            addresses.add(listen(each));
        }
        LongLivedThreads threads = new LongLivedThreads();
        loops = List.of(
                threads.loop("seedbank-tracker-http", http::round), threads.loop("seedbank-tracker-udp", udp::round));
        clock = threads.clock("seedbank-tracker-clock");
        if (settings.access().membersOnly()) {
            again(keys::refresh, KEYS_SECONDS);
            if (keys.size() == 0) {
                LOG.warn("the tracker is for members, and nobody has a key yet");
            }
        }
    }

    /**
     * Opens a tracker, which answers at once. Nothing may be announced until {@link #allow} is told what, unless it is open.
     *
     * @throws TrackerException.AlreadyRunning when another process is the tracker of the folder
     * @throws TrackerException.CannotListen when an address is taken, or not of this machine
     * @throws TrackerException.FolderUnusable when the folder cannot be made or written
     * @throws DatabaseException when what was kept cannot be read
     */
    public static Tracker open(TrackerSettings settings) throws InterruptedException {
        TrackerStore store = TrackerStore.open(settings.folder());
        ProcessLock lock = null;
        Tracker opened = null;
        try {
            lock = ProcessLock.tryTake(settings.folder().lock()).orElse(null);
            if (lock == null) {
                throw new TrackerException.AlreadyRunning(
                        ProcessLock.owner(settings.folder().lock()));
            }
            opened = new Tracker(lock, store, settings);
            opened.begin();
            return opened;
        } catch (IOException e) {
            throw new TrackerException.FolderUnusable(settings.folder().folder(), e);
        } finally {
            if (opened == null) {
                store.close();
                release(lock);
            }
        }
    }

    private void begin() {
        loops.forEach(Loop::start);
        again(this::save, SAVE_SECONDS);
        again(swarms::expire, EXPIRE_SECONDS);
        again(this::sample, SAMPLE_SECONDS);
    }

    private void again(Runnable task, int seconds) {
        Future<?> unused =
                clock.scheduleWithFixedDelay(LongLivedThreads.guarded(task), seconds, seconds, TimeUnit.SECONDS);
    }

    /** One port for TCP and UDP: where any will do, the one that TCP got may be another program's for UDP. */
    private HostPort listen(HostPort wanted) throws IOException {
        InetAddress address = address(wanted.host());
        IOException taken = null;
        for (int tries = wanted.port() == 0 ? PORT_TRIES : 1; tries > 0; tries--) {
            try {
                return listen(wanted, address);
            } catch (IOException e) {
                taken = e;
            }
        }
        throw closing(new TrackerException.CannotListen(wanted, taken));
    }

    private HostPort listen(HostPort wanted, InetAddress address) throws IOException {
        InetSocketAddress bound = http.listen(new InetSocketAddress(address, wanted.port()));
        try {
            udp.listen(bound);
        } catch (IOException e) {
            http.unlisten(bound);
            throw e;
        }
        return new HostPort(wanted.host(), bound.getPort());
    }

    /** All addresses, as IPv6 has it, are those of IPv4 too, and those alone where there is no IPv6. */
    private static InetAddress address(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (address.isAnyLocalAddress() && address instanceof Inet6Address) {
            try {
                DatagramChannel.open(StandardProtocolFamily.INET6).close();
            } catch (UnsupportedOperationException e) {
                return InetAddress.getByName("0.0.0.0");
            }
        }
        return address;
    }

    private <T extends Throwable> T closing(T failure) throws IOException {
        pages.shutdownNow();
        connectBack.ifPresent(ConnectBackDesk::close);
        http.close();
        udp.close();
        return failure;
    }

    private static Map<String, Long> requests(Router router, Packets packets) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("http_announce", router.announces());
        counts.put("http_scrape", router.scrapes());
        counts.put("udp_announce", packets.announces());
        counts.put("udp_scrape", packets.scrapes());
        return counts;
    }

    /** Where it listens, with the ports that it has. */
    public List<HostPort> addresses() {
        return List.copyOf(addresses);
    }

    /** From now on, these may be announced, and others are forgotten at once, unless the tracker is open. */
    public void allow(Collection<TrackedDataset> datasets) {
        swarms.allow(datasets);
    }

    private void sample() {
        TrackerStore.Sample now = statistics.sample();
        store.put(now, now.hour() - Statistics.HISTORY_HOURS);
    }

    /** What a full disk refuses is kept in memory, and tried again. */
    private synchronized void save() {
        Map<Hash20, KeptTally> changes = new LinkedHashMap<>();
        Map<Tally, Tally.Change> taken = new LinkedHashMap<>();
        swarms.tallies((hash, tally) -> {
            Tally.Change change = tally.takeChange();
            if (change.isOne()) {
                taken.put(tally, change);
                changes.put(hash, new KeptTally(change.completed(), change.lastSeed()));
            }
        });
        if (changes.isEmpty()) {
            return;
        }
        try {
            store.add(changes);
            if (troubled) {
                LOG.info("what was completed is kept again");
            }
            troubled = false;
        } catch (DatabaseException e) {
            taken.forEach(Tally::giveBack);
            if (!troubled) {
                LOG.warn("what was completed cannot be kept, which is tried again: {}", e.getMessage());
            }
            troubled = true;
        }
    }

    /** Ends it: nobody is answered any more, and what was completed is kept. */
    @Override
    public void close() {
        loops.forEach(Loop::close);
        clock.shutdownNow();
        pages.shutdownNow();
        connectBack.ifPresent(ConnectBackDesk::close);
        loops.forEach(each -> each.join(TO_END));
        try {
            http.close();
            udp.close();
        } catch (IOException e) {
            LOG.debug("a channel did not close", e);
        }
        save();
        try {
            sample();
        } catch (DatabaseException e) {
            LOG.warn("the last figures cannot be kept: {}", e.getMessage());
        }
        store.close();
        release(lock);
    }

    private static void release(ProcessLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.debug("a lock was not given back, which the end of the process does", e);
            }
        }
    }
}
