package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TorrentSearch;
import org.seedbank.swarm.internal.announce.Announcing;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.session.NativeTracker;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.sources.ConnectedPeer;
import org.seedbank.swarm.internal.sources.PeerBook;
import org.seedbank.swarm.internal.sources.Redial;
import org.seedbank.swarm.internal.sources.SourceBoard;
import org.seedbank.swarm.internal.transfer.Seeker;
import org.seedbank.swarm.internal.transfer.TrackerHealth;

/** The search for the torrent of one magnet link: by what it asks, and what came of that. Safe for all threads. */
final class MagnetSearch implements Seeker {

    private final Magnet magnet;
    private final Session session;
    private final TorrentUrls urls;
    private final TrackerHealth trackers = new TrackerHealth();
    private final PeerBook peers;
    private final Redial redial = new Redial();
    private final SourceBoard board = new SourceBoard();

    /** Those whom somebody has named, as far as they are known by their addresses. */
    private final Set<InetSocketAddress> named = new CopyOnWriteArraySet<>();

    private volatile Optional<torrent_handle> handle = Optional.empty();
    private volatile Consumer<String> askingWhy = tracker -> {};
    private volatile Counts counts = new Counts(0, 0, 0);
    private volatile Optional<Instant> seedSeen = Optional.empty();

    /** Peers that are connected, those of them that have everything, and those that were heard of. */
    private record Counts(int connected, int seeds, int known) {}

    MagnetSearch(Magnet magnet, Session session, TorrentUrls urls) {
        this.magnet = magnet;
        this.session = session;
        this.urls = urls;
        this.peers = new PeerBook(InstantSource.system(), session::port);
        board.name(urls.sources());
        board.add(trackers::sources);
        board.add(peers::sources);
    }

    Magnet magnet() {
        return magnet;
    }

    TorrentUrls urls() {
        return urls;
    }

    List<InfoHash> infoHashes() {
        return Stream.concat(magnet.v1().stream(), magnet.v2().stream()).toList();
    }

    /** It is in the session as this. */
    void bind(torrent_handle bound) {
        handle = Optional.of(bound);
    }

    /** As what it is in the session. */
    torrent_handle handle() {
        return handle.orElseThrow();
    }

    /** Its trackers over HTTP are asked by this. */
    void announcedBy(Announcing announcing) {
        board.add(announcing::sources);
    }

    /** A tracker that has refused without words that libtorrent understands is asked for them by this, which returns at once. */
    void asksWhy(Consumer<String> asking) {
        askingWhy = asking;
    }

    /** What it asks is known better than before. */
    void show(List<Source> sources) {
        board.name(sources);
    }

    /** Has it called at once, though it may have been given up. */
    void name(InetSocketAddress peer) {
        named.add(peer);
        peers.name(peer);
        later(bound -> Endpoints.callAtOnce(peer, bound));
    }

    /**
     * Every second, and on the control thread alone: while nobody is connected, now and then calls those again whom libtorrent
     * has given up, and announces itself in the local network.
     */
    void redial() {
        if (handle().is_valid() && redial.isDue(peers.shaken() == 0, System.nanoTime())) {
            Endpoints.ofTracker(peers.callable(), handle());
            handle().force_lsd_announce();
        }
    }

    Set<InetSocketAddress> named() {
        return named;
    }

    /** Calls on the control thread, while it is in the session. */
    void later(Consumer<torrent_handle> call) {
        handle.ifPresent(bound -> session.later(natively -> {
            if (bound.is_valid()) {
                call.accept(bound);
            }
        }));
    }

    /** Looks who is connected. Control thread only. */
    void look() {
        torrent_handle bound = handle();
        if (!bound.is_valid()) {
            return;
        }
        torrent_status status = bound.status(status_flags_t.from_int(0));
        if (status.getNum_seeds() > 0) {
            seedSeen = Optional.of(Instant.now());
        }
        peer_info_vector connected = new peer_info_vector();
        bound.get_peer_info(connected);
        peers.connected(ConnectedPeer.of(connected));
        int once = Math.max(Math.min(1, status.getNum_peers()), status.getNum_peers() - peers.doubled());
        counts = new Counts(once, Math.min(status.getNum_seeds(), once), status.getList_peers());
    }

    /** How it stands. */
    TorrentSearch state() {
        Counts now = counts;
        return new TorrentSearch(
                board.sources(),
                new Availability(
                        now.connected(),
                        now.seeds(),
                        OptionalInt.empty(),
                        Math.max(now.connected(), peers.known(now.known())),
                        peers.declining(),
                        seedSeen,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        trackers.problem()));
    }

    @Override
    public TrackerHealth trackers() {
        return trackers;
    }

    @Override
    public PeerBook peers() {
        return peers;
    }

    @Override
    public void countByTrackers() {
        later(bound -> NativeTracker.of(bound).forEach(trackers::counted));
    }

    @Override
    public void refusedWithoutWords(String tracker) {
        askingWhy.accept(tracker);
    }

    @Override
    public void trackerWarned(String tracker, String reason) {
        // Its source has the words, and there is no listener.
    }
}
