package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.session.Workers;
import org.seedbank.swarm.local.LocalPeers;

/** Gets the torrents of magnet links from peers, through a torrent that is in the session only meanwhile. */
public final class MagnetResolver {

    private static final long LOOK_MILLIS = 200;
    private static final long MEET_MILLIS = 1_000;

    private final SwarmSettings settings;
    private final Session session;

    public MagnetResolver(SwarmSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
    }

    /**
     * Waits for the torrent.
     *
     * @throws SwarmException.NobodyHasIt when nobody gave it within {@code limit}
     * @throws SwarmException.TorrentRefused when what was given is no usable torrent, or the session has it already
     */
    public Metainfo resolve(Magnet magnet, List<InetSocketAddress> peers, Duration limit) throws InterruptedException {
        AtomicReference<torrent_handle> added = new AtomicReference<>();
        add_torrent_params params = params(magnet, peers);
        try {
            torrent_handle handle = session.call(natively -> {
                added.set(add(magnet, natively, params));
                return added.get();
            });
            return checked(magnet, await(magnet, peers, handle, limit));
        } finally {
            // An interrupted caller leaves the control thread at work; what it adds goes away again.
            session.later(natively -> Optional.ofNullable(added.get()).ifPresent(natively::remove_torrent));
        }
    }

    private byte[] await(Magnet magnet, List<InetSocketAddress> peers, torrent_handle handle, Duration limit)
            throws InterruptedException {
        CompletableFuture<byte[]> torrent = new CompletableFuture<>();
        MagnetTorrent wanted = new MagnetTorrent(magnet, handle);
        Future<?> looking = session.repeat(LOOK_MILLIS, () -> look(wanted, torrent));
        Future<?> meeting = session.repeat(MEET_MILLIS, () -> session.onDisk(() -> meet(magnet, peers, handle)));
        try {
            return torrent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SwarmException.NobodyHasIt(name(magnet), limit);
        } catch (ExecutionException e) {
            throw Workers.rethrown(e);
        } finally {
            looking.cancel(false);
            meeting.cancel(false);
        }
    }

    private static void look(MagnetTorrent wanted, CompletableFuture<byte[]> torrent) {
        try {
            wanted.bytes().ifPresent(torrent::complete);
        } catch (RuntimeException e) {
            torrent.completeExceptionally(e); // Whoever waits is told, whatever it is.
        }
    }

    /** Tries who is known, again too: libtorrent by itself leaves out seeds when it wants no piece. */
    private void meet(Magnet magnet, List<InetSocketAddress> peers, torrent_handle handle) {
        known(magnet, peers)
                .flatMap(peer -> Endpoints.of(peer).stream())
                .forEach(endpoint -> session.later(natively -> {
                    if (handle.is_valid()) {
                        handle.connect_peer(endpoint);
                    }
                }));
    }

    private Stream<InetSocketAddress> known(Magnet magnet, List<InetSocketAddress> peers) {
        return Stream.of(
                        peers.stream(),
                        magnet.peers().stream().map(PeerAddresses::inDigits).flatMap(Optional::stream),
                        local(magnet))
                .flatMap(known -> known)
                .distinct();
    }

    private Stream<InetSocketAddress> local(Magnet magnet) {
        LocalPeers machine = LocalPeers.in(settings.folders().presence());
        return Stream.concat(magnet.v1().stream(), magnet.v2().stream())
                .flatMap(hash -> machine.addresses(SwarmKey.of(hash)).stream());
    }

    /**
     * In share mode libtorrent wants no piece while nobody needs one, creates no file, and yet stays with seeds, which
     * give it the hashes; upload mode keeps it from any piece for certain.
     */
    private add_torrent_params params(Magnet magnet, List<InetSocketAddress> peers) {
        torrent_flags_t flags = libtorrent
                .getShare_mode()
                .or_(libtorrent.getUpload_mode())
                .or_(libtorrent.getApply_ip_filter())
                .or_(libtorrent.getDuplicate_is_error());
        return MagnetParams.of(
                magnet, settings, known(magnet, peers).toList(), TorrentParams.within(settings.network(), flags));
    }

    private static torrent_handle add(Magnet magnet, session natively, add_torrent_params params) {
        error_code error = new error_code();
        torrent_handle handle = natively.add_torrent(params, error);
        if (error.failed()) {
            throw new SwarmException.TorrentRefused(name(magnet), error.message());
        }
        return handle;
    }

    private static Metainfo checked(Magnet magnet, byte[] bytes) {
        Metainfo torrent;
        try {
            torrent = Metainfo.parse(bytes);
        } catch (IntegrityException.BadTorrent e) {
            throw new SwarmException.TorrentRefused(name(magnet), e.getMessage());
        }
        boolean right = magnet.v1()
                        .map(hash -> torrent.infoHashV1().filter(hash::equals).isPresent())
                        .orElse(true)
                && magnet.v2()
                        .map(hash -> torrent.infoHashV2().filter(hash::equals).isPresent())
                        .orElse(true);
        if (!right) {
            throw new SwarmException.TorrentRefused(name(magnet), "it has another infohash than the magnet link");
        }
        return torrent;
    }

    private static String name(Magnet magnet) {
        return magnet.name()
                .orElseGet(() -> magnet.v1().or(magnet::v2).orElseThrow().hex());
    }
}
