package org.seedbank.swarm.libtorrent;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.ResumeFolder;
import org.seedbank.swarm.ResumeStore;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.TorrentSearch;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.internal.adding.MagnetResolver;
import org.seedbank.swarm.internal.adding.TorrentAdder;
import org.seedbank.swarm.internal.adding.UrlPolicy;
import org.seedbank.swarm.internal.announce.Announcer;
import org.seedbank.swarm.internal.announce.Announcing;
import org.seedbank.swarm.internal.announce.RefusalWords;
import org.seedbank.swarm.internal.session.ClientName;
import org.seedbank.swarm.internal.session.DhtTable;
import org.seedbank.swarm.internal.session.HostLookups;
import org.seedbank.swarm.internal.session.ListenAddress;
import org.seedbank.swarm.internal.session.NativeLibrary;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.session.SignalChaining;
import org.seedbank.swarm.internal.transfer.AlertRouter;
import org.seedbank.swarm.internal.transfer.Renewal;
import org.seedbank.swarm.internal.transfer.ResumeNotes;
import org.seedbank.swarm.internal.transfer.SuperSeeding;
import org.seedbank.swarm.internal.transfer.TransferClosing;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.internal.transfer.TransferRegistry;
import org.seedbank.swarm.internal.webseed.WebSeeds;
import org.seedbank.swarm.local.LocalPeers;
import org.seedbank.swarm.local.LocalSession;
import org.seedbank.swarm.network.Encryption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of libtorrent's. It runs four daemon threads of its own besides libtorrent's: one that takes libtorrent's alerts, one that controls
 * the session (and once a second looks for processes of this machine that have what a fetch without peers needs), one
 * that waits for the disk, and one that calls listeners.
 */
public final class LibtorrentSwarm implements Swarm {

    private static final Logger LOG = LoggerFactory.getLogger(LibtorrentSwarm.class);

    /** The time between notes of what a fetch has: a killed process loses no more than was fetched meanwhile. */
    private static final long SAVE_MILLIS = 5_000;

    private static final long LOCAL_PEERS_MILLIS = 1_000;

    private static final long REDIAL_MILLIS = 1_000;

    /** A killed process comes back with nodes of the DHT that are no older. */
    private static final long DHT_MILLIS = 300_000;

    private static final long OFFERS_MILLIS = 1_000;

    /**
     * Too few to be offered one by one. A peer to which the only piece is offered takes its publisher for a seed of nothing that it
     * wants ("uninteresting upload-only peer"), and leaves before it asks for it.
     */
    private static final long FEW_PIECES = 16;

    private static final long RENEWAL_MILLIS = 1_000;

    private static final long WEB_SEEDS_MILLIS = 1_000;

    /** Who is connected is for a person to read. */
    private static final long PEERS_MILLIS = 3_000;

    /** A VPN that a session is bound to may come up at any time. */
    private static final long LISTEN_MILLIS = 2_000;

    /** A tracker's name that was not known, as before this machine came on line, is asked for again after that. */
    private static final long NAMES_MILLIS = 60_000;

    /** Files are flushed and trackers told in this time, or never: a person waits for it after Ctrl-C. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final Session session;
    private final TransferRegistry registry;
    private final TorrentAdder adder;
    private final MagnetResolver magnets;

    /** Used on the session's disk thread. */
    private final LocalSession local;

    private final UrlPolicy policy;
    private final Announcer announcer;
    private final RefusalWords words;
    private final WebSeeds webSeeds;
    private final Network network;
    private final DhtTable nodes;
    private final Set<LibtorrentTransfer> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LibtorrentSwarm(
            SwarmSettings settings,
            Session session,
            TransferRegistry registry,
            ResumeStore resume,
            HostLookups lookups) {
        this.session = session;
        this.registry = registry;
        this.network = settings.network();
        this.nodes = new DhtTable(settings);
        Supplier<InetSocketAddress> reachable = () -> ListenAddress.reachable(settings, session.port());
        this.local = new LocalSession(LocalPeers.in(settings.folders().presence()), reachable);
        this.webSeeds = new WebSeeds(settings, reachable, InstantSource.system());
        this.policy = new UrlPolicy(settings, lookups);
        ClientName name = ClientName.of(settings);
        this.announcer = new Announcer(
                new Announcer.Identity(network, name.fingerprint(), name.userAgent(), session::port),
                this::networkCame);
        this.words = new RefusalWords(name, session::port);
        this.magnets = new MagnetResolver(settings, session, registry, policy, announcer, words);
        this.adder = new TorrentAdder(
                settings,
                session,
                registry,
                new ResumeNotes(resume, settings.folders().resume()),
                local,
                policy,
                announcer,
                words,
                webSeeds);
    }

    /** The announcer tells the transfers by itself, one after the other. */
    private void networkCame() {
        policy.again();
        session.listenAnew();
    }

    /**
     * Loads libtorrent if this process has not done so, and opens a session.
     *
     * @throws SwarmException.SignalChainingMissing when Java runs without its signal chaining library
     * @throws SwarmException.NativeUnavailable when there is no libtorrent for this system
     * @throws SwarmException.CannotListen when no port can be opened at the address
     * @throws SwarmException.FolderUnusable when the native library cannot be unpacked
     */
    public static Swarm open(SwarmSettings settings) throws InterruptedException {
        return open(settings, new ResumeFolder(settings.folders().resume()));
    }

    /**
     * Opens a session that keeps the notes of its fetches somewhere else than in its folder.
     *
     * @throws SwarmException as {@link #open(SwarmSettings)} does
     */
    public static Swarm open(SwarmSettings settings, ResumeStore resume) throws InterruptedException {
        return open(settings, resume, new HostLookups());
    }

    /**
     * Finds out whether a session could be opened in this process at all.
     *
     * @throws SwarmException.SignalChainingMissing when Java runs without its signal chaining library
     */
    public static void requireSignals() {
        SignalChaining.require();
    }

    /**
     * Finds out whether there is a libtorrent for this system, without loading it.
     *
     * @throws SwarmException.NativeUnavailable when there is none
     */
    public static void requireLibrary() {
        NativeLibrary.require();
    }

    /** Opens a session that asks for names in a way of its own. */
    static Swarm open(SwarmSettings settings, ResumeStore resume, HostLookups lookups) throws InterruptedException {
        NativeLibrary.require();
        SignalChaining.require();
        NativeLibrary.load(settings.folders().nativeCache());
        TransferRegistry registry = new TransferRegistry();
        Session session = Session.open(
                settings, new AlertRouter(registry, settings.networking().encryption() == Encryption.REQUIRED));
        LibtorrentSwarm swarm = null;
        try {
            ListenAddress.awaitPort(settings, session);
            swarm = new LibtorrentSwarm(settings, session, registry, resume, lookups);
            session.every(LISTEN_MILLIS, () -> ListenAddress.look(settings, session));
            session.every(DHT_MILLIS, swarm::keepNodes);
            session.every(NAMES_MILLIS, swarm.policy::again);
            session.every(OFFERS_MILLIS, swarm::lookAtOffers);
            swarm.every(SAVE_MILLIS, fetch -> fetch.requests().saveProgress());
            swarm.every(LOCAL_PEERS_MILLIS, fetch -> fetch.requests().findLocalPeers());
            swarm.every(REDIAL_MILLIS, fetch -> fetch.requests().redial());
            swarm.every(PEERS_MILLIS, LibtorrentTransfer::lookAtPeers);
            session.every(WEB_SEEDS_MILLIS, swarm.webSeeds::look);
            swarm.every(RENEWAL_MILLIS, fetch -> fetch.renewal().look());
            return swarm;
        } finally {
            if (swarm == null) {
                session.close(CLOSE_LIMIT);
            }
        }
    }

    private void lookAtOffers() {
        open.forEach(each -> LongLivedThreads.guarded(each::lookAtOffers).run());
    }

    private void every(long millis, Consumer<LibtorrentTransfer> task) {
        Consumer<LibtorrentTransfer> each =
                fetch -> LongLivedThreads.guarded(() -> task.accept(fetch)).run();
        session.every(
                millis, () -> open.stream().filter(LibtorrentTransfer::fetches).forEach(each));
    }

    @Override
    public SwarmLimits limits() {
        return session.limits();
    }

    @Override
    public void limit(SwarmLimits limits) {
        boolean hush = SwarmLimits.isOff(limits.uploadRate())
                && !SwarmLimits.isOff(session.limits().uploadRate());
        boolean fetching = SwarmLimits.isOff(limits.downloadRate())
                != SwarmLimits.isOff(session.limits().downloadRate());
        session.limit(limits);
        for (TransferCore core : registry.all()) {
            if (fetching) {
                core.throttle().apply();
            }
            if (hush) {
                core.throttle().reconnect();
            }
        }
    }

    @Override
    public List<Fault> faults() {
        return Stream.concat(session.faults().stream(), announcer.faults().stream())
                .toList();
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public SessionView view() {
        return session.view();
    }

    @Override
    public int port() {
        return session.port();
    }

    @Override
    public Transfer seed(Metainfo torrent, Path root) throws InterruptedException {
        makeRoom(torrent);
        return track(adder.seed(torrent, absolute(root), false, false));
    }

    @Override
    public Transfer seedVerified(Metainfo torrent, Path root) throws InterruptedException {
        makeRoom(torrent);
        return track(adder.seed(torrent, absolute(root), true, false));
    }

    @Override
    public Transfer seedOriginal(Metainfo torrent, Path root, boolean hashed) throws InterruptedException {
        if (torrent.pieceCount() < FEW_PIECES) {
            return hashed ? seedVerified(torrent, root) : seed(torrent, root);
        }
        makeRoom(torrent);
        TransferCore core = adder.seed(torrent, absolute(root), hashed, true);
        LibtorrentTransfer transfer = track(core);
        if (!core.plan().layout().hasLinks()) {
            transfer.offersPiecesOnce(new SuperSeeding(core));
        }
        return transfer;
    }

    @Override
    public Transfer seed(Metainfo torrent, Path root, Set<Integer> files) throws InterruptedException {
        makeRoom(torrent);
        int count = torrent.files().size();
        if (files.isEmpty() || files.stream().anyMatch(file -> file < 0 || file >= count)) {
            throw new IllegalArgumentException("a seed needs at least one of its %d files".formatted(count));
        }
        return track(adder.seed(torrent, absolute(root), Set.copyOf(files)));
    }

    @Override
    public Transfer seedPieces(Metainfo torrent, Path root, BitSet pieces) throws InterruptedException {
        makeRoom(torrent);
        if (pieces.isEmpty() || pieces.length() > torrent.pieceCount()) {
            throw new IllegalArgumentException(
                    "a seed needs at least one of its %d pieces".formatted(torrent.pieceCount()));
        }
        return track(adder.seedPieces(torrent, absolute(root), (BitSet) pieces.clone()));
    }

    @Override
    public Transfer fetch(Metainfo torrent, Path root, FetchPlan plan) throws InterruptedException {
        makeRoom(torrent);
        return track(adder.fetch(torrent, absolute(root), plan));
    }

    @Override
    public void trustUrlsOf(SwarmKey torrent) {
        policy.trust(torrent);
        webSeeds.trust(torrent);
    }

    @Override
    public void announceAgain(SwarmKey torrent) {
        registry.all().stream().filter(core -> core.key().equals(torrent)).forEach(core -> {
            core.announcing().ifPresent(Announcing::retry);
            if (core.trackers().isFailing()) {
                core.torrent().later((natively, handle) -> handle.force_reannounce());
            }
        });
    }

    @Override
    public Metainfo resolve(String magnet, List<InetSocketAddress> peers, Duration limit) throws InterruptedException {
        requireOpen();
        return magnets.resolve(Magnet.parse(magnet), peers, limit);
    }

    @Override
    public Optional<TorrentSearch> search(SwarmKey torrent) {
        return magnets.search(torrent);
    }

    @Override
    public Optional<BitSet> fetchedFiles(Metainfo torrent, Path root) {
        return adder.fetchedFiles(torrent, absolute(root));
    }

    @Override
    public boolean isHalfFetched(Metainfo torrent, Path root) {
        return adder.isHalfFetched(torrent, absolute(root));
    }

    @Override
    public void noteFetched(Metainfo torrent, Path root, BitSet files) {
        adder.noteFetched(torrent, absolute(root), files);
    }

    private static Path absolute(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        if (absolute.getParent() == null) {
            throw new IllegalArgumentException("'%s' cannot be a dataset".formatted(root));
        }
        return absolute;
    }

    /** A session has each torrent once: none that is about to be added is searched for any more. */
    private void makeRoom(Metainfo torrent) {
        requireOpen();
        magnets.found(torrent);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new SwarmException.Closed("the swarm session");
        }
    }

    private LibtorrentTransfer track(TransferCore core) {
        LibtorrentTransfer transfer = new LibtorrentTransfer(
                core,
                new Renewal(core, adder::renew),
                new TransferClosing(core, session, registry),
                edited -> adder.replaceUrls(core, edited),
                peers -> adder.introduce(core, peers),
                open::remove);
        open.add(transfer);
        return transfer;
    }

    private void keepNodes() {
        session.later(natively -> {
            byte[] table = nodes.of(natively);
            session.onDisk(() -> nodes.keep(table));
        });
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        List<LibtorrentTransfer> mine =
                open.stream().filter(LibtorrentTransfer::beginClose).toList();
        mine.forEach(transfer -> transfer.endClose(deadline));
        open.forEach(transfer -> transfer.awaitClosed(deadline));
        announcer.close();
        words.close();
        session.onDisk(local::close);
        policy.close();
        keepNodes();
        webSeeds.close();
        if (!session.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
            LOG.warn("a swarm session did not end within {}", CLOSE_LIMIT);
        }
    }
}
