package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.internal.adding.MagnetResolver;
import org.seedbank.swarm.internal.adding.TorrentAdder;
import org.seedbank.swarm.internal.session.ListenAddress;
import org.seedbank.swarm.internal.session.NativeLibrary;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.session.SignalChaining;
import org.seedbank.swarm.internal.transfer.AlertRouter;
import org.seedbank.swarm.internal.transfer.ResumeNotes;
import org.seedbank.swarm.internal.transfer.TransferClosing;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.internal.transfer.TransferRegistry;
import org.seedbank.swarm.local.LocalPeers;
import org.seedbank.swarm.local.LocalSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session in the swarms: listens for peers, seeds and fetches datasets. Safe for all threads. Whoever opens it closes
 * it, in a shutdown hook too: a process that ends with an open session can crash on its way out.
 *
 * <p>It runs four daemon threads of its own besides libtorrent's: one that takes libtorrent's alerts, one that controls
 * the session (and once a second looks for processes of this machine that have what a fetch without peers needs), one
 * that waits for the disk, and one that calls listeners.
 */
public final class Swarm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);

    /** What a fetch has is written down this often: a killed process loses no more than was fetched meanwhile. */
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
    private final Set<Transfer> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Swarm(SwarmSettings settings, Session session, TransferRegistry registry, ResumeStore resume, int port) {
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
        AlertRouter router = new AlertRouter(registry);
        Session session = Session.open(settings, router);
        Swarm swarm = null;
        try {
            swarm = new Swarm(settings, session, registry, resume, ListenAddress.awaitPort(settings, session, router));
            session.every(SAVE_MILLIS, () -> registry.fetching()
                    .forEach(core -> core.wishes().saveProgress()));
            session.every(LOCAL_PEERS_MILLIS, () -> registry.fetching()
                    .forEach(core -> core.wishes().findLocalPeers()));
            session.every(RENEWAL_MILLIS, () -> registry.fetching()
                    .forEach(core -> core.renewal().look()));
            return swarm;
        } finally {
            if (swarm == null) {
                session.close(CLOSE_LIMIT);
            }
        }
    }

    /** What this session may use just now. */
    public SwarmLimits limits() {
        return session.limits();
    }

    /**
     * Changes what this session may use. Returns at once; libtorrent takes it up within a moment. Turning uploading off
     * leaves all peers for a moment, so that none goes on receiving.
     */
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

    /** How far this session reaches. */
    public Network network() {
        return network;
    }

    /** The port that peers reach this session at, 1 to 65535. */
    public int port() {
        return port;
    }

    /**
     * Seeds a dataset where it lies. Nothing is copied, nothing is ever written to its files, and only what peers ask for
     * is hashed, once. When a piece turns out not to be what was published, the transfer hashes all of it and then
     * fails. Of torrents with v2 hashes alone nothing is hashed: there receivers alone notice damage that leaves the
     * lengths of files as they were.
     *
     * @param root the dataset's folder, or its one file; its name may differ from the torrent's
     * @throws SwarmException.DataMissing when a file is not there with its published length
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    public Transfer seed(Metainfo torrent, Path root) throws InterruptedException {
        requireOpen();
        return track(adder.seed(torrent, absolute(root), false));
    }

    /**
     * The same for a dataset whose digests the caller has just computed from the files: nothing is hashed again, which
     * saves a fifth of the work of serving it from a fast disk. Damage that comes later is noticed by receivers only.
     */
    public Transfer seedVerified(Metainfo torrent, Path root) throws InterruptedException {
        requireOpen();
        return track(adder.seed(torrent, absolute(root), true));
    }

    /**
     * Seeds those files of a dataset that are there and known to be what was published, as after fetching only them.
     * Peers get the pieces that lie in these files alone; nothing else is asked for, created or written. Nothing is
     * hashed: damage that comes later is noticed by receivers only.
     *
     * @param files indexes in the torrent's list of files; at least one
     * @throws IllegalArgumentException when there is no file with such an index, or none is given
     * @throws SwarmException.DataMissing when one of these files is not there with its published length
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    public Transfer seed(Metainfo torrent, Path root, Set<Integer> files) throws InterruptedException {
        requireOpen();
        int count = torrent.files().size();
        if (files.isEmpty() || files.stream().anyMatch(file -> file < 0 || file >= count)) {
            throw new IllegalArgumentException("a seed needs at least one of its %d files".formatted(count));
        }
        return track(adder.seed(torrent, absolute(root), Set.copyOf(files)));
    }

    /**
     * Seeds those pieces of a dataset that are there and known to be what was published, as of a copy with damage. Peers
     * get these alone; nothing is asked for, created or written, and nothing is hashed.
     *
     * @param pieces their numbers; at least one
     * @throws IllegalArgumentException when none is given, or one that the torrent does not have
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    public Transfer seedPieces(Metainfo torrent, Path root, BitSet pieces) throws InterruptedException {
        requireOpen();
        if (pieces.isEmpty() || pieces.length() > torrent.pieceCount()) {
            throw new IllegalArgumentException(
                    "a seed needs at least one of its %d pieces".formatted(torrent.pieceCount()));
        }
        return track(adder.seedPieces(torrent, absolute(root), (BitSet) pieces.clone()));
    }

    /**
     * Fetches a dataset, and seeds what it has of it meanwhile and afterwards.
     *
     * <p>What lies at {@code root} already is used: a fetch that was interrupted goes on from where it was, even when
     * its process was killed. What it had written down is believed only when it is about the same {@code root}, was
     * written since the system started (after a power failure the disk may lack what the system promised) and each file
     * has its full length; otherwise everything that is there is hashed first. Since files may also have been changed
     * by others, verify them afterwards, and fetch again with {@link FetchPlan#distrustingResume()} when something is
     * damaged. Other files in the folder are not touched. The place must be the caller's alone: whatever stands there
     * is taken for an earlier fetch, written to, and its links are followed.
     *
     * <p>When some files are left out, parts of them that share a piece with wanted ones are kept beside {@code root} in
     * {@code .<infohash>.parts} until the transfer is complete and closed.
     *
     * @param root the folder, or the one file, that the dataset shall be; its parent folders are created
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.DiskFailed when a wanted file is longer than published, or is no file
     * @throws SwarmException.FolderUnusable when one of the session's own folders cannot be used
     * @throws SwarmException.Closed when the session is closed
     */
    public Transfer fetch(Metainfo torrent, Path root, FetchPlan plan) throws InterruptedException {
        requireOpen();
        return track(adder.fetch(torrent, absolute(root), plan));
    }

    /**
     * Gets the torrent that a magnet link names from peers: those given here, those of the link and of its trackers, of
     * this machine's {@link LocalPeers}, and of the DHT where the session may use it. Nothing is written to the disk, and
     * the session has the torrent only meanwhile.
     *
     * @param limit how long to wait
     * @return the whole torrent with the link's trackers and web seeds; its infohashes are the link's
     * @throws IntegrityException.BadMagnet when it is no magnet link
     * @throws SwarmException.NobodyHasIt when nobody gave it within {@code limit}
     * @throws SwarmException.TorrentRefused when what came is no usable torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    public Metainfo resolve(String magnet, List<InetSocketAddress> peers, Duration limit) throws InterruptedException {
        requireOpen();
        return magnets.resolve(Magnet.parse(magnet), peers, limit);
    }

    /**
     * The files of a torrent, by index, that this home has fetched into a place, whenever that was; empty when nothing is
     * known of such a fetch.
     */
    public Optional<BitSet> fetchedFiles(Metainfo torrent, Path root) {
        return adder.fetchedFiles(torrent, absolute(root));
    }

    /** Whether a fetch of an earlier version, which wrote into the place itself, was left there half done. */
    public boolean isHalfFetched(Metainfo torrent, Path root) {
        return adder.isHalfFetched(torrent, absolute(root));
    }

    /** Notes that these files of a torrent, by index, were fetched into a place. */
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
        Transfer transfer = new Transfer(core, new TransferClosing(core, session, registry), open::remove);
        open.add(transfer);
        return transfer;
    }

    /**
     * Closes all transfers and the session, in half a minute at most. Does nothing the second time. An interrupt makes
     * it hurry, and is kept.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        List<Transfer> mine = open.stream().filter(Transfer::beginClose).toList();
        mine.forEach(transfer -> transfer.endClose(deadline));
        open.forEach(transfer -> transfer.awaitClosed(deadline));
        session.onDisk(local::close);
        if (!session.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
            LOG.warn("a swarm session did not end within {}", CLOSE_LIMIT);
        }
    }
}
