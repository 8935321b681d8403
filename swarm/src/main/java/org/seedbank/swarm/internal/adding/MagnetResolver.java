package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.TorrentSearch;
import org.seedbank.swarm.internal.announce.Announcer;
import org.seedbank.swarm.internal.announce.Announcing;
import org.seedbank.swarm.internal.announce.MachineAddresses;
import org.seedbank.swarm.internal.announce.RefusalWords;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.session.Workers;
import org.seedbank.swarm.internal.transfer.TransferRegistry;
import org.seedbank.swarm.local.LocalPeers;

/** Gets the torrents of magnet links from peers, through a torrent that is in the session only meanwhile. */
public final class MagnetResolver {

    private static final long LOOK_MILLIS = 100;
    private static final long MEET_MILLIS = 1_000;

    /** A link may call it anything, at any length. */
    private static final int LONGEST_NAME = 200;

    private final SwarmSettings settings;
    private final Session session;
    private final TransferRegistry transfers;
    private final UrlPolicy policy;
    private final Announcer announcer;
    private final RefusalWords words;

    /** Those that are under way, each infohash in one of them. Guarded by this. */
    private final List<Running> running = new ArrayList<>();

    /**
     * Asks by one session.
     *
     * @param transfers is told which native torrents look for peers
     * @param policy which trackers are asked
     * @param announcer asks those over HTTP among them
     * @param words asks those over UDP that refuse why they do
     */
    public MagnetResolver(
            SwarmSettings settings,
            Session session,
            TransferRegistry transfers,
            UrlPolicy policy,
            Announcer announcer,
            RefusalWords words) {
        this.settings = settings;
        this.session = session;
        this.transfers = transfers;
        this.policy = policy;
        this.announcer = announcer;
        this.words = words;
    }

    /** See {@link org.seedbank.swarm.Swarm#search}. */
    public synchronized Optional<TorrentSearch> search(SwarmKey key) {
        return running.stream()
                .filter(each -> each.keys().contains(key))
                .findFirst()
                .map(each -> each.search.state());
    }

    /**
     * Waits for the torrent. Who asks for one that is searched for already joins that search, since a session has each torrent
     * once; whoever leaves it last ends it.
     *
     * @throws SwarmException.NobodyHasIt when nobody gave it within {@code limit}
     * @throws SwarmException.TorrentRefused when what was given is no usable torrent, or the session has it already
     */
    public Metainfo resolve(Magnet magnet, List<InetSocketAddress> peers, Duration limit) throws InterruptedException {
        Running search = join(magnet, peers);
        try {
            return checked(magnet, search.torrent.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw nobodyHasIt(search.search, limit);
        } catch (ExecutionException e) {
            throw Workers.rethrown(e);
        } finally {
            leave(search);
        }
    }

    /** Ends the searches for a torrent that is about to be added: they have it. Those who wait for it are given it. */
    public void found(Metainfo torrent) {
        List<SwarmKey> keys = Stream.concat(torrent.infoHashV1().stream(), torrent.infoHashV2().stream())
                .map(SwarmKey::of)
                .toList();
        List<Running> over;
        synchronized (this) {
            over = running.stream()
                    .filter(each -> each.keys().stream().anyMatch(keys::contains))
                    .toList();
        }
        over.forEach(each -> each.end(() -> each.torrent.complete(torrent.bytes())));
    }

    private synchronized Running join(Magnet magnet, List<InetSocketAddress> peers) {
        List<SwarmKey> keys = keys(magnet);
        Optional<Running> before = running.stream()
                .filter(each -> each.keys().stream().anyMatch(keys::contains))
                .findFirst();
        Running joined = before.orElseGet(
                () -> new Running(new MagnetSearch(magnet, session, policy.judge(key(magnet), magnet.trackers()))));
        name(joined.search, magnet, peers);
        if (before.isPresent()) {
            session.later(natively -> joined.ask(magnet.trackers()));
        } else {
            joined.start();
            running.add(joined);
        }
        joined.waiting++;
        return joined;
    }

    private synchronized void leave(Running left) {
        left.waiting--;
        if (left.waiting == 0) {
            left.end(() -> {});
        }
    }

    /** A search in the session, and what those wait for who have asked for it. */
    private final class Running {
        private final MagnetSearch search;
        private final CompletableFuture<byte[]> torrent = new CompletableFuture<>();
        private final AtomicBoolean ended = new AtomicBoolean();

        /** Guarded by the resolver. */
        private int waiting;

        /** Used on the control thread alone, as the three below. */
        private Optional<MagnetTorrent> wanted = Optional.empty();

        private boolean takenAnew;
        private Optional<MagnetAsking> asking = Optional.empty();
        private final List<Future<?>> looks = new ArrayList<>();

        private Running(MagnetSearch search) {
            this.search = search;
        }

        private List<SwarmKey> keys() {
            return MagnetResolver.keys(search.magnet());
        }

        /** Returns at once: nobody who leaves meanwhile leaves it half begun. */
        private void start() {
            add_torrent_params params = params(search);
            CompletableFuture<?> begun = session.submit(natively -> begin(natively, params));
            var unused = begun.whenComplete((done, failure) -> {
                if (failure != null) {
                    end(() -> torrent.completeExceptionally(
                            failure instanceof CompletionException ? failure.getCause() : failure));
                }
            });
        }

        private void begin(session natively, add_torrent_params params) {
            if (ended.get()) {
                return;
            }
            SwarmKey key = key(search.magnet());
            // Before it is in the session: a tracker may refuse at once.
            search.asksWhy(tracker -> policy.locate(
                    key,
                    tracker,
                    at -> words.ask(tracker, at, search.infoHashes(), said -> search.trackers()
                            .told(tracker, said))));
            bind(natively, params);
            Announcing announcing = announcer.join(new AnnouncedMagnet(search, () -> policy.allowsPrivate(key)));
            MagnetAsking asked = new MagnetAsking(session, search, announcing, ended);
            asking = Optional.of(asked);
            search.announcedBy(announcing);
            policy.follow(key, asked);
            looks.add(session.repeat(LOOK_MILLIS, this::look));
            looks.add(session.repeat(MEET_MILLIS, () -> {
                search.look();
                search.redial();
                session.onDisk(this::meet);
            }));
        }

        /** Asks those too that somebody names who joins. Control thread only. */
        private void ask(List<String> trackers) {
            asking.filter(asked -> !ended.get()).ifPresent(asked -> policy.add(key(search.magnet()), asked, trackers));
        }

        private void look() {
            try {
                Optional<byte[]> whole = wanted.flatMap(MagnetTorrent::bytes);
                if (whole.isPresent()) {
                    end(() -> torrent.complete(whole.get()));
                } else if (takenAnew) {
                    wanted.ifPresent(MagnetTorrent::askOn);
                } else {
                    wanted.flatMap(MagnetTorrent::known)
                            .ifPresent(known -> session.later(natively -> takeAnew(natively, known)));
                }
            } catch (RuntimeException e) {
                end(() -> torrent.completeExceptionally(e)); // Whoever waits is told, whatever it is.
            }
        }

        /**
         * As soon as libtorrent has {@code info} it leaves all seeds, since nothing of the torrent is wanted, before they have
         * answered its first requests for hashes, which it does not repeat for three seconds. As a torrent that is known from the
         * start it stays with them.
         */
        private void takeAnew(session natively, torrent_info known) {
            if (ended.get() || takenAnew) {
                return;
            }
            takenAnew = true;
            try {
                add_torrent_params params = params(search);
                params.set_ti(new torrent_info(known));
                transfers.removeSearch(search.handle());
                natively.remove_torrent(search.handle());
                wanted = Optional.empty();
                bind(natively, params);
                wanted.ifPresent(MagnetTorrent::wantOnePiece);
            } catch (RuntimeException e) {
                end(() -> torrent.completeExceptionally(e)); // Whoever waits is told, whatever it is.
            }
        }

        private void bind(session natively, add_torrent_params params) {
            torrent_handle handle = add(search.magnet(), natively, params);
            search.bind(handle);
            transfers.addSearch(handle, search);
            wanted = Optional.of(new MagnetTorrent(search.magnet(), handle));
        }

        /** Tries who is known, again too: libtorrent by itself leaves out seeds when it wants no piece. */
        private void meet() {
            known(search)
                    .flatMap(peer -> Endpoints.of(peer).stream())
                    .forEach(endpoint -> search.later(handle -> wanted.ifPresent(torrent -> torrent.meet(endpoint))));
        }

        /** Has it leave the session before anybody who is told then can add the torrent. */
        private void end(Runnable then) {
            synchronized (MagnetResolver.this) {
                if (ended.getAndSet(true)) {
                    return;
                }
                session.later(this::leaveSession);
                running.remove(this);
            }
            then.run();
        }

        private void leaveSession(session natively) {
            looks.forEach(each -> each.cancel(false));
            asking.ifPresent(asked -> asked.announcing().end());
            wanted.ifPresent(known -> {
                transfers.removeSearch(search.handle());
                natively.remove_torrent(search.handle());
            });
        }
    }

    /** Those whom the caller names, and those of the link, whose names are looked up. */
    private void name(MagnetSearch search, Magnet magnet, List<InetSocketAddress> peers) {
        peers.forEach(search::name);
        for (HostPort peer : magnet.peers()) {
            Optional<InetSocketAddress> digits = PeerAddresses.inDigits(peer);
            if (digits.isEmpty()) {
                policy.judgePeer(key(magnet), peer, search::name, refused -> search.peers()
                        .leaveOut(peer, refused));
            } else if (settings.reach().allows(digits.get().getAddress())) {
                search.name(digits.get());
            } else {
                search.peers().leaveOut(peer, NotAsked.BEYOND_REACH);
            }
        }
    }

    private SwarmException.NobodyHasIt nobodyHasIt(MagnetSearch search, Duration limit) {
        String name = name(search.magnet());
        boolean offLine = settings.network() != Network.LOCAL
                && search.state().availability().peers() == 0
                && MachineAddresses.now().isEmpty();
        TorrentSearch end = search.state();
        return offLine
                ? SwarmException.NobodyHasIt.offLine(name, limit, end)
                : new SwarmException.NobodyHasIt(name, limit, SearchVerdict.of(end, session.view()), end);
    }

    private Stream<InetSocketAddress> known(MagnetSearch search) {
        return Stream.concat(search.named().stream(), local(search.magnet())).distinct();
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
    private add_torrent_params params(MagnetSearch search) {
        torrent_flags_t flags =
                libtorrent.getShare_mode().or_(libtorrent.getUpload_mode()).or_(libtorrent.getDuplicate_is_error());
        return MagnetParams.of(
                search.magnet(),
                search.urls(),
                settings,
                known(search).toList(),
                TorrentParams.within(settings, flags));
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
                .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…")
                .orElseGet(() -> magnet.v1().or(magnet::v2).orElseThrow().hex());
    }

    private static SwarmKey key(Magnet magnet) {
        return SwarmKey.of(magnet.v1().or(magnet::v2).orElseThrow());
    }

    /** Those that a session may know it by. */
    private static List<SwarmKey> keys(Magnet magnet) {
        return Stream.concat(magnet.v1().stream(), magnet.v2().stream())
                .map(SwarmKey::of)
                .toList();
    }

    /** A torrent that is in the session only until its magnet link is resolved. */
    private record MagnetAsking(Session session, MagnetSearch search, Announcing announcing, AtomicBoolean ended)
            implements UrlPolicy.Asking {
        @Override
        public TorrentUrls urls() {
            return search.urls();
        }

        @Override
        public void announce(String url, int tier) {
            announcing.add(url, tier);
        }

        @Override
        public void later(Consumer<torrent_handle> call) {
            search.later(call);
        }

        @Override
        public void dhtNode(HostPort node) {
            // A magnet link names none.
        }

        @Override
        public void show(List<Source> sources) {
            search.show(sources);
        }

        @Override
        public boolean hasEnded() {
            return ended.get();
        }
    }
}
