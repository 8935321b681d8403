package org.seedbank.swarm.libtorrent;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.ResumeFolder;
import org.seedbank.swarm.ResumeStore;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.internal.adding.MagnetResolver;
import org.seedbank.swarm.internal.adding.TorrentAdder;
import org.seedbank.swarm.internal.session.ListenAddress;
import org.seedbank.swarm.internal.session.NativeLibrary;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.session.SignalChaining;
import org.seedbank.swarm.internal.transfer.AlertRouter;
import org.seedbank.swarm.internal.transfer.Renewal;
import org.seedbank.swarm.internal.transfer.ResumeNotes;
import org.seedbank.swarm.internal.transfer.TransferClosing;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.internal.transfer.TransferRegistry;
import org.seedbank.swarm.local.LocalPeers;
import org.seedbank.swarm.local.LocalSession;
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

    private static final long RENEWAL_MILLIS = 1_000;

    /** Files are flushed and trackers told in this time, or never: a person waits for it after Ctrl-C. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final Session session;
    private final TransferRegistry registry;
    private final TorrentAdder adder;
    private final MagnetResolver magnets;

    /** Used on the session's disk thread. */
    private final LocalSession local;

    private final Network network;
    private final int port;
    private final Set<LibtorrentTransfer> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LibtorrentSwarm(
            SwarmSettings settings, Session session, TransferRegistry registry, ResumeStore resume, int port) {
        this.session = session;
        this.registry = registry;
        this.network = settings.network();
        this.port = port;
        this.local = new LocalSession(
                LocalPeers.in(settings.folders().presence()), ListenAddress.reachable(settings.listen(), port));
        this.magnets = new MagnetResolver(settings, session);
        this.adder = new TorrentAdder(
                settings,
                session,
                registry,
                new ResumeNotes(resume, settings.folders().resume()),
                local);
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
        SignalChaining.require();
        NativeLibrary.load(settings.folders().nativeCache());
        TransferRegistry registry = new TransferRegistry();
        Session session = Session.open(settings, new AlertRouter(registry));
        LibtorrentSwarm swarm = null;
        try {
            swarm = new LibtorrentSwarm(
                    settings, session, registry, resume, ListenAddress.awaitPort(settings, session));
            swarm.every(SAVE_MILLIS, fetch -> fetch.requests().saveProgress());
            swarm.every(LOCAL_PEERS_MILLIS, fetch -> fetch.requests().findLocalPeers());
            swarm.every(RENEWAL_MILLIS, fetch -> fetch.renewal().look());
            return swarm;
        } finally {
            if (swarm == null) {
                session.close(CLOSE_LIMIT);
            }
        }
    }

    private void every(long millis, Consumer<LibtorrentTransfer> task) {
        session.every(
                millis, () -> open.stream().filter(LibtorrentTransfer::fetches).forEach(task));
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
    public Network network() {
        return network;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Transfer seed(Metainfo torrent, Path root) throws InterruptedException {
        requireOpen();
        return track(adder.seed(torrent, absolute(root), false));
    }

    @Override
    public Transfer seedVerified(Metainfo torrent, Path root) throws InterruptedException {
        requireOpen();
        return track(adder.seed(torrent, absolute(root), true));
    }

    @Override
    public Transfer seed(Metainfo torrent, Path root, Set<Integer> files) throws InterruptedException {
        requireOpen();
        int count = torrent.files().size();
        if (files.isEmpty() || files.stream().anyMatch(file -> file < 0 || file >= count)) {
            throw new IllegalArgumentException("a seed needs at least one of its %d files".formatted(count));
        }
        return track(adder.seed(torrent, absolute(root), Set.copyOf(files)));
    }

    @Override
    public Transfer seedPieces(Metainfo torrent, Path root, BitSet pieces) throws InterruptedException {
        requireOpen();
        if (pieces.isEmpty() || pieces.length() > torrent.pieceCount()) {
            throw new IllegalArgumentException(
                    "a seed needs at least one of its %d pieces".formatted(torrent.pieceCount()));
        }
        return track(adder.seedPieces(torrent, absolute(root), (BitSet) pieces.clone()));
    }

    @Override
    public Transfer fetch(Metainfo torrent, Path root, FetchPlan plan) throws InterruptedException {
        requireOpen();
        return track(adder.fetch(torrent, absolute(root), plan));
    }

    @Override
    public Metainfo resolve(String magnet, List<InetSocketAddress> peers, Duration limit) throws InterruptedException {
        requireOpen();
        return magnets.resolve(Magnet.parse(magnet), peers, limit);
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

    private void requireOpen() {
        if (closed.get()) {
            throw new SwarmException.Closed("the swarm session");
        }
    }

    private Transfer track(TransferCore core) {
        LibtorrentTransfer transfer = new LibtorrentTransfer(
                core, new Renewal(core, adder::renew), new TransferClosing(core, session, registry), open::remove);
        open.add(transfer);
        return transfer;
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
        session.onDisk(local::close);
        if (!session.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
            LOG.warn("a swarm session did not end within {}", CLOSE_LIMIT);
        }
    }
}
