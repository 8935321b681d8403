package org.seedbank.swarm.internal.announce;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.internal.sources.HybridTracker;
import org.seedbank.web.WebAddress;

/**
 * Asks the trackers over HTTP of all torrents of a session. One thread looks four times a second who is to be told
 * something; a bounded number of others ask. Hosts are not flooded ({@link TrackerHost}), and one that cannot be reached is
 * tried for all torrents at once. Safe for all threads; whoever opens it closes it.
 */
public final class Announcer implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    /** How often the machine is asked for its addresses, in looks. */
    private static final int LOOKS_BETWEEN_ADDRESSES = 8;

    /** Each waits for one tracker. */
    private static final int THREADS = 24;

    /** Threads that wait for hosts of which nobody knows whether they answer, so that others need not wait for those. */
    private static final int THREADS_FOR_UNPROVEN = 16;

    /** As long as libtorrent waits for its own trackers when a session ends. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** Torrents that hear of another network in each look: a hundred a second. */
    static final int TOLD_IN_A_LOOK = 25;

    /** Own addresses that trackers see. */
    private static final int MOST_OWN = 16;

    /**
     * What its session is.
     *
     * @param network how far it reaches; short of everywhere, trackers redirect to this machine alone
     * @param fingerprint how its peer IDs begin
     * @param userAgent how it names itself to servers
     * @param port where peers reach it
     */
    public record Identity(Network network, String fingerprint, String userAgent, IntSupplier port) {}

    /**
     * What is not the same in each run.
     *
     * @param nanos as {@link System#nanoTime} counts
     * @param instants the same for persons
     * @param addresses this machine's
     */
    record World(LongSupplier nanos, InstantSource instants, Random chance, Supplier<Set<InetAddress>> addresses) {

        static World real() {
            return new World(System::nanoTime, InstantSource.system(), new SecureRandom(), MachineAddresses::now);
        }
    }

    private final Identity identity;
    private final World world;
    private final TrackerAsking asking;
    private final Runnable networkCame;
    private final LongLivedThreads threads = new LongLivedThreads();
    private final ScheduledExecutorService clock;
    private final ExecutorService askers;
    private final Object lock = new Object();
    private final List<TorrentTrackers> torrents = new ArrayList<>();
    private final Map<String, TrackerHost> hosts = new HashMap<>();

    /** Torrents that have not heard yet that the network is another one. */
    private final Set<TorrentTrackers> toTell = new LinkedHashSet<>();

    private final Set<InetAddress> seenAs = new HashSet<>();
    private Set<InetAddress> addresses = Set.of();
    private int looks;
    private int running;
    private int runningUnproven;

    /**
     * Opens it.
     *
     * @param networkCame is told when the network is another one than before, or there is one again
     */
    public Announcer(Identity identity, Runnable networkCame) {
        this(identity, networkCame, new TrackerCall(identity.userAgent()), World.real());
        var unused = clock.scheduleWithFixedDelay(
                LongLivedThreads.guarded(this::look), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One that looks when it is told to. */
    Announcer(Identity identity, Runnable networkCame, TrackerAsking asking, World world) {
        this.identity = identity;
        this.networkCame = networkCame;
        this.asking = asking;
        this.world = world;
        this.clock = threads.clock("seedbank-swarm-announce");
        this.askers = LongLivedThreads.pool("seedbank-swarm-trackers", THREADS, THREADS);
        this.addresses = known();
    }

    private Set<InetAddress> known() {
        return identity.network() == Network.LOCAL
                ? Set.of()
                : world.addresses().get();
    }

    /** A torrent whose trackers are asked from now on, once it has some. */
    public Announcing join(AnnouncedTorrent torrent) {
        TorrentTrackers joined = new TorrentTrackers(torrent, PeerIdentity.of(identity.fingerprint()));
        synchronized (lock) {
            torrents.add(joined);
        }
        return new Announcing(this, joined);
    }

    void add(TorrentTrackers torrent, String url, WebAddress address, int tier) {
        synchronized (lock) {
            long now = world.nanos().getAsLong();
            Optional<Tracker> known = torrent.find(url);
            if (known.isPresent()) {
                known.get().allow(now);
                return;
            }
            TrackerHost host = hosts.computeIfAbsent(TrackerHost.name(address.uri()), name -> new TrackerHost());
            Tracker tracker = new Tracker(url, address, host, torrent.torrent().infoHashes(), now);
            torrent.add(tracker, tier, world.chance());
        }
    }

    void keepOnly(TorrentTrackers torrent, Set<String> urls) {
        synchronized (lock) {
            torrent.keepOnly(urls);
        }
    }

    void retry(TorrentTrackers torrent) {
        synchronized (lock) {
            long now = world.nanos().getAsLong();
            torrent.contacts().filter(TrackerContact::isFailing).forEach(contact -> contact.retry(now));
        }
    }

    void end(TorrentTrackers torrent) {
        synchronized (lock) {
            torrent.end();
        }
    }

    List<Source> sources(TorrentTrackers torrent) {
        synchronized (lock) {
            return torrent.sources(world.nanos().getAsLong(), world.instants().instant());
        }
    }

    /** Returns that its thread hangs or has ended. */
    public List<Fault> faults() {
        return threads.faults();
    }

    /** A contact that is to be asked, for its torrent. */
    private record Start(TorrentTrackers torrent, TrackerContact contact, AnnounceRequest request, boolean proven) {}

    /** Asks whoever is to be asked now. */
    void look() {
        lookAtNetwork();
        List<Start> starts = new ArrayList<>();
        synchronized (lock) {
            torrents.forEach(TorrentTrackers::observe);
            if (torrents.removeIf(TorrentTrackers::isOver)) {
                forgetHosts();
                toTell.retainAll(torrents);
            }
            long now = world.nanos().getAsLong();
            for (Due due : due(now)) {
                start(due, now).ifPresent(starts::add);
            }
        }
        starts.forEach(this::ask);
        tellOfNetwork();
    }

    private void forgetHosts() {
        Set<TrackerHost> used = torrents.stream()
                .flatMap(TorrentTrackers::contacts)
                .map(contact -> contact.tracker().host())
                .collect(Collectors.toSet());
        hosts.values().retainAll(used);
    }

    private record Due(TorrentTrackers torrent, TrackerContact contact, AnnounceEvent event) {

        /** Who leaves is told first, as closing waits for that; then whoever lacks something. */
        int rank() {
            if (event == AnnounceEvent.STOPPED || !torrent.standing().active()) {
                return 0;
            }
            return torrent.standing().wantsPeers() ? 1 : torrent.standing().isComplete() ? 3 : 2;
        }
    }

    private List<Due> due(long now) {
        List<Due> due = new ArrayList<>();
        for (TorrentTrackers torrent : torrents) {
            torrent.due(now, contact -> due.add(new Due(torrent, contact, torrent.event(contact))));
        }
        due.sort(Comparator.comparingInt(Due::rank)
                .thenComparing((one, other) ->
                        Long.signum(one.contact().next() - other.contact().next())));
        return due;
    }

    private Optional<Start> start(Due due, long now) {
        TrackerHost host = due.contact().tracker().host();
        boolean proven = host.isProven();
        boolean room = running < THREADS && (proven || runningUnproven < THREADS_FOR_UNPROVEN);
        boolean farewell = due.event() == AnnounceEvent.STOPPED
                || !due.torrent().standing().active();
        if (!room || !(farewell ? host.takesFarewell() : host.takes(now))) {
            return Optional.empty();
        }
        running++;
        runningUnproven += proven ? 0 : 1;
        host.begins(now);
        due.contact().begins(now);
        return Optional.of(new Start(due.torrent(), due.contact(), request(due), proven));
    }

    private AnnounceRequest request(Due due) {
        return new AnnounceRequest(
                due.contact().tracker().address(),
                due.contact().infoHash(),
                due.torrent().peer(),
                // Trackers refuse port 0; nobody can connect to who is behind a proxy, by whatever port.
                Math.max(1, identity.port().getAsInt()),
                due.torrent().standing(),
                due.event(),
                due.contact().trackerId(),
                identity.network() != Network.PUBLIC,
                due.torrent().torrent().allowsPrivate());
    }

    private void ask(Start start) {
        try {
            askers.execute(LongLivedThreads.guarded(() -> asked(start)));
        } catch (RejectedExecutionException e) {
            ended(start, Optional.empty()); // It was closed meanwhile.
        }
    }

    private void asked(Start start) {
        Optional<TrackerOutcome> outcome = Optional.empty();
        try {
            outcome = Optional.of(asking.ask(start.request()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended(start, outcome);
        }
    }

    /** Takes up what came of it, and tells others of that when no lock is held any more. */
    private void ended(Start start, Optional<TrackerOutcome> outcome) {
        List<Runnable> news = new ArrayList<>();
        synchronized (lock) {
            long now = world.nanos().getAsLong();
            if (outcome.isPresent()) {
                heard(start, outcome.get(), now, news);
            } else {
                start.contact().tracker().host().abandoned();
                start.contact().abandoned(now);
            }
        }
        news.forEach(each -> LongLivedThreads.guarded(each).run());
        synchronized (lock) {
            running--;
            runningUnproven -= start.proven() ? 0 : 1;
            lock.notifyAll();
        }
    }

    private void heard(Start start, TrackerOutcome outcome, long now, List<Runnable> news) {
        Tracker tracker = start.contact().tracker();
        AnnounceEvent event = start.request().event();
        boolean wasDown = tracker.host().isDown();
        boolean changed = tracker.host().ended(outcome, now, world.chance().nextDouble());
        start.contact().ended(event, outcome, now, world.chance().nextDouble());
        tracker.heard(event, outcome, world.instants().instant());
        if (changed && tracker.host().isDown()) {
            torrents.forEach(each -> each.asked()
                    .filter(other -> other.host() == tracker.host())
                    .forEach(other -> tell(each, other, outcome.word(), news)));
        } else if (changed && wasDown) {
            news.add(this::came);
        }
        if (event == AnnounceEvent.STOPPED) {
            return;
        }
        if (outcome.kind() == TrackerOutcome.Kind.ANSWERED) {
            start.torrent().worked(tracker);
            answered(start, outcome.answer().orElseThrow(), news);
        } else if (!outcome.kind().isOfHost()) {
            toldOf(start.torrent(), tracker, outcome.word(), news);
        }
    }

    /** Who is known by one infohash of a hybrid is found by it. */
    private static void toldOf(TorrentTrackers torrent, Tracker tracker, String reason, List<Runnable> news) {
        if (!tracker.takesOneHash()) {
            tell(torrent, tracker, reason, news);
            return;
        }
        String warning = HybridTracker.takesOne(reason);
        if (tracker.isNews(warning)) {
            news.add(() -> torrent.torrent().warned(tracker.url(), warning));
        }
    }

    private static void tell(TorrentTrackers torrent, Tracker tracker, String reason, List<Runnable> news) {
        if (tracker.isNews(reason)) {
            news.add(() -> torrent.torrent().failed(tracker.url(), reason));
        }
    }

    private void answered(Start start, AnnounceAnswer answer, List<Runnable> news) {
        Tracker tracker = start.contact().tracker();
        AnnouncedTorrent torrent = start.torrent().torrent();
        news.add(() -> torrent.answered(tracker.url()));
        String warning = answer.warning().orElse("");
        if (tracker.isNews(warning) && !warning.isEmpty()) {
            news.add(() -> torrent.warned(tracker.url(), warning));
        }
        answer.ownAddress().filter(own -> seenAs.size() < MOST_OWN).ifPresent(seenAs::add);
        List<InetSocketAddress> peers = answer.peers().stream()
                .filter(peer -> isPeer(peer, torrent.allowsPrivate()))
                .toList();
        tracker.withheld(answer.peers().stream()
                .filter(peer -> !peers.contains(peer) && isPeer(peer, true))
                .toList());
        if (!peers.isEmpty() && start.torrent().standing().active()) {
            news.add(() -> torrent.peers(peers));
        }
    }

    /** A stranger's tracker must not have this session knock at doors of its own network, nor at its own. */
    private boolean isPeer(InetSocketAddress peer, boolean allowPrivate) {
        InetAddress address = peer.getAddress();
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        boolean mine = address.isLoopbackAddress() || addresses.contains(address) || seenAs.contains(address);
        if (mine && peer.getPort() == identity.port().getAsInt()) {
            return false;
        }
        return allowPrivate || HostKind.of(address.getAddress()) == HostKind.PUBLIC;
    }

    /** What failed may work in another network, and where no address is the same any more, no tracker knows the new ones. */
    private void lookAtNetwork() {
        if (identity.network() == Network.LOCAL || ++looks % LOOKS_BETWEEN_ADDRESSES != 0) {
            return;
        }
        Set<InetAddress> found = world.addresses().get();
        synchronized (lock) {
            if (found.equals(addresses)) {
                return;
            }
            boolean moved = Collections.disjoint(found, addresses);
            addresses = found;
            if (found.isEmpty()) {
                return;
            }
            long now = world.nanos().getAsLong();
            hosts.values().forEach(host -> host.retry(now));
            torrents.stream()
                    .flatMap(TorrentTrackers::contacts)
                    .filter(contact -> moved || contact.isFailing())
                    .forEach(contact -> contact.retry(now));
        }
        came();
    }

    /** Torrents are told one after the other: with thousands of them, all at once would flood the network that has just come. */
    private void came() {
        networkCame.run();
        synchronized (lock) {
            toTell.addAll(torrents);
        }
    }

    private void tellOfNetwork() {
        List<AnnouncedTorrent> next = new ArrayList<>();
        synchronized (lock) {
            Iterator<TorrentTrackers> waiting = toTell.iterator();
            while (waiting.hasNext() && next.size() < TOLD_IN_A_LOOK) {
                TorrentTrackers each = waiting.next();
                waiting.remove();
                if (each.standing().active()) {
                    next.add(each.torrent());
                }
            }
        }
        next.forEach(each -> LongLivedThreads.guarded(each::networkCame).run());
    }

    /** Tells trackers that this session leaves, for {@link #CLOSING} at most, and ends its threads. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSING.toNanos();
        synchronized (lock) {
            torrents.forEach(TorrentTrackers::end);
        }
        boolean interrupted = false;
        while (!isOver() && !interrupted && deadline - System.nanoTime() > 0) {
            look();
            interrupted = !awaitNews(deadline);
        }
        clock.shutdownNow();
        askers.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nobody is being asked. */
    void awaitIdle() throws InterruptedException {
        synchronized (lock) {
            while (running > 0) {
                lock.wait();
            }
        }
    }

    private boolean isOver() {
        synchronized (lock) {
            return torrents.stream().flatMap(TorrentTrackers::contacts).noneMatch(Announcer::isWorthWaitingFor);
        }
    }

    private static boolean isWorthWaitingFor(TrackerContact contact) {
        TrackerHost host = contact.tracker().host();
        return contact.isBusy() ? host.isProven() : contact.knowsUs() && !host.isDown();
    }

    /** False when it was interrupted. */
    private boolean awaitNews(long deadline) {
        synchronized (lock) {
            try {
                TimeUnit.NANOSECONDS.timedWait(
                        lock,
                        Math.max(
                                1, Math.min(deadline - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS))));
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }
    }
}
