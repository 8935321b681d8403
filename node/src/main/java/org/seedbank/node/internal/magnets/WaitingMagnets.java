package org.seedbank.node.internal.magnets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.seedbank.downloading.reference.MagnetReference;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TorrentSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Magnet links whose torrents nobody has given yet. They are asked for again and again, some at a time, until they are
 * known: then each becomes the dataset that it means. Kept over restarts. Safe for all threads; whoever opens it closes it.
 */
public final class WaitingMagnets implements AutoCloseable {

    /** Most that are kept; each is looked at by a thread in its turn. */
    public static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(WaitingMagnets.class);
    private static final int AT_ONCE = 8;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration TO_BE_ADDED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A link may call it anything, at any length. */
    private static final int LONGEST_NAME = 200;

    private final Holdings holdings;
    private final MagnetRow row;
    private final Clock clock;
    private final ExecutorService turns = LongLivedThreads.pool("seedbank-node-magnets", AT_ONCE, 2 * MOST);
    private final ScheduledExecutorService later;

    /** Guarded by this. */
    private final Map<SwarmKey, Waiting> all = new LinkedHashMap<>();

    /** Why nobody gave those that were asked for last: whoever asked may leave the node with the link. Guarded by this. */
    private final Map<SwarmKey, Silence> silences = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SwarmKey, Silence> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Why nobody gave a torrent.
     *
     * @param search how the search for it ended
     * @param offLine whether that is for this machine being in no network, which is over once it is in one
     */
    private record Silence(String why, TorrentSearch search, boolean offLine) {
        static Optional<Silence> of(SwarmException.NobodyHasIt e) {
            return e.why().map(why -> new Silence(why, e.search(), e.isOffLine()));
        }
    }

    /** What the node does for those that wait. */
    public interface Holdings {
        /**
         * Asks the swarm for the torrent, as {@link org.seedbank.swarm.Swarm#resolve} does.
         *
         * @param allowPrivate whether private trackers of the link may be asked
         */
        Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException;

        /** How that stands, as {@link org.seedbank.swarm.Swarm#search} has it. */
        Optional<TorrentSearch> search(SwarmKey key);

        /** Tells whether this machine is in any network. */
        boolean isOnLine();

        /** Begins to fetch it. */
        DatasetView add(NewDataset request) throws InterruptedException;

        /** Shows it among the datasets. */
        void show(DatasetView view);

        /** Does not show it any more. */
        void hide(SwarmKey key);
    }

    /** One link. Its fields are guarded by the collection, but for the lock. */
    private static final class Waiting {
        private final NewMagnet request;
        private final Instant added;

        /** How many ask for it who will have it fetched as they like. */
        private int askers;

        private Optional<String> why = Optional.empty();

        /** What was known of the reason when nobody had given it by the end of the last turn. */
        private Optional<Silence> silence = Optional.empty();

        /** How the search stood when it was last seen under way, in this turn or the one before. */
        private TorrentSearch seen;

        private Optional<Future<?>> turn = Optional.empty();
        private boolean gone;

        private Waiting(NewMagnet request, Instant added) {
            this.request = request;
            this.added = added;
            this.seen = unasked(request.link());
        }

        private boolean isOffLine() {
            return silence.filter(Silence::offLine).isPresent();
        }

        private boolean allowsPrivate() {
            return request.allowPrivate().orElse(false);
        }
    }

    private WaitingMagnets(NodeDatabase database, Holdings holdings, LongLivedThreads threads, Clock clock) {
        this.row = new MagnetRow(database);
        this.holdings = holdings;
        this.clock = clock;
        this.later = threads.clock("seedbank-node-magnets-later");
        var unused = later.scheduleWithFixedDelay(
                LongLivedThreads.guarded(this::look), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is known before anybody was asked. */
    private static TorrentSearch unasked(Magnet link) {
        Stream<Source> trackers =
                link.trackers().stream().map(url -> waiting(Source.Kind.TRACKER, AddressKeys.hidden(url)));
        Stream<Source> peers = link.peers().stream().map(peer -> waiting(Source.Kind.PEER, peer.toString()));
        Availability nobody = new Availability(0, 0, 0, Optional.empty(), OptionalDouble.empty(), Optional.empty());
        return new TorrentSearch(
                Stream.concat(trackers, peers).limit(Source.MOST).toList(), nobody);
    }

    private static Source waiting(Source.Kind kind, String address) {
        return Source.of(kind, address, Source.State.WAITING, Optional.empty());
    }

    /** Shows how the searches stand that are under way; what waited for a network is asked for again once there is one. */
    private synchronized void look() {
        boolean back = all.values().stream().anyMatch(Waiting::isOffLine) && holdings.isOnLine();
        if (back) {
            silences.values().removeIf(Silence::offLine);
        }
        for (Waiting each : all.values()) {
            if (back && each.isOffLine()) {
                each.silence = Optional.empty();
                holdings.show(view(each));
                again(each);
            }
            Optional<TorrentSearch> now =
                    holdings.search(each.request.key()).map(search -> withLastWords(search, each.seen.sources()));
            if (now.isPresent() && !now.get().equals(each.seen)) {
                each.seen = now.get();
                holdings.show(view(each));
            }
        }
    }

    /** A search of another turn knows nothing of those that it still waits for: what they said before is their last word. */
    private static TorrentSearch withLastWords(TorrentSearch search, List<Source> before) {
        List<Source> sources = search.sources().stream()
                .map(source -> source.state() == Source.State.WAITING
                        ? before.stream().filter(source::isSameAs).findFirst().orElse(source)
                        : source)
                .toList();
        return new TorrentSearch(sources, search.availability());
    }

    /** Who could give the torrent that is waited for, as far as is known; empty when it is not waited for. */
    public synchronized Optional<Availability> availability(SwarmKey key) {
        return Optional.ofNullable(all.get(key)).map(waiting -> waiting.seen.availability());
    }

    /** Goes on with those that are kept. */
    public static WaitingMagnets open(NodeDatabase database, Holdings holdings, LongLivedThreads threads, Clock clock) {
        WaitingMagnets magnets = new WaitingMagnets(database, holdings, threads, clock);
        synchronized (magnets) {
            magnets.row.all().stream().limit(MOST).forEach(kept -> magnets.begin(kept.request(), kept.added()));
        }
        return magnets;
    }

    /**
     * Waits for the torrent of a link from now on. One that is waited for already is waited for as is said now.
     *
     * @throws NodeException.Refused when too many are waited for
     */
    public synchronized DatasetView add(NewMagnet request) {
        SwarmKey key = request.key();
        Optional<Waiting> before = Optional.ofNullable(all.get(key));
        if (before.isEmpty() && all.size() >= MOST) {
            throw new NodeException.Refused(
                    "the node waits for the torrents of %d magnet links, which is the most".formatted(MOST),
                    "remove some that nobody will give");
        }
        Instant added = before.map(each -> each.added).orElse(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<MagnetRow.Kept> kept = kept(key);
        kept.add(new MagnetRow.Kept(request, added));
        row.put(kept);
        before.ifPresent(this::end);
        all.remove(key);
        return begin(request, added);
    }

    private DatasetView begin(NewMagnet request, Instant added) {
        Waiting waiting = new Waiting(request, added);
        waiting.silence = Optional.ofNullable(silences.get(request.key()));
        waiting.silence.map(Silence::search).ifPresent(search -> waiting.seen = search);
        all.put(request.key(), waiting);
        holdings.show(view(waiting));
        again(waiting);
        return view(waiting);
    }

    /** Tells whether this is waited for. */
    public synchronized boolean has(SwarmKey key) {
        return all.containsKey(key);
    }

    /** The link that is waited for, as was said last. */
    public synchronized Optional<NewMagnet> find(SwarmKey key) {
        return Optional.ofNullable(all.get(key)).map(waiting -> waiting.request);
    }

    /** Asks for it at once. */
    public synchronized Optional<DatasetView> retry(SwarmKey key) {
        Optional<Waiting> waiting = Optional.ofNullable(all.get(key));
        waiting.ifPresent(this::again);
        return waiting.map(WaitingMagnets::view);
    }

    /** Does not wait for it any more; returns how it was. */
    public synchronized Optional<DatasetView> remove(SwarmKey key) {
        Waiting waiting = all.get(key);
        if (waiting == null) {
            return Optional.empty();
        }
        row.put(kept(key));
        end(waiting);
        all.remove(key);
        holdings.hide(key);
        return Optional.of(view(waiting));
    }

    /** Leaves the search for a torrent that somebody adds: it is theirs. */
    public synchronized void giveWay(Metainfo torrent) {
        naming(torrent).flatMap(each -> each.turn.stream()).forEach(turn -> turn.cancel(true));
    }

    /** Goes on with the search for a torrent that nobody could add after all. */
    public synchronized void goOn(Metainfo torrent) {
        naming(torrent).toList().forEach(each -> againAfter(each, Duration.ZERO));
    }

    private Stream<Waiting> naming(Metainfo torrent) {
        return all.values().stream().filter(each -> each.request.link().names(torrent));
    }

    /** Does not wait any more for what the node has by now. */
    public synchronized void forget(Metainfo torrent) {
        List<SwarmKey> known = naming(torrent).map(each -> each.request.key()).toList();
        for (SwarmKey key : known) {
            Waiting waiting = all.get(key);
            row.put(kept(key));
            end(waiting);
            all.remove(key);
            if (!key.equals(SwarmKey.of(torrent))) {
                holdings.hide(key);
            }
        }
    }

    /**
     * Asks the swarm for a torrent, which may be one that is waited for.
     *
     * @throws SwarmException as {@link org.seedbank.swarm.Swarm#resolve} does
     */
    public Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
        Magnet link = Magnet.parse(magnet);
        Optional<Waiting> waiting =
                interrupted(SwarmKey.of(link.v1().or(link::v2).orElseThrow()));
        if (waiting.isEmpty()) {
            return resolve(link, allowPrivate, limit);
        }
        Duration rest = Duration.ZERO;
        try {
            Metainfo torrent = resolve(link, allowPrivate || waiting.get().allowsPrivate(), limit);
            rest = TO_BE_ADDED; // Whoever has asked will have it fetched as they like.
            return torrent;
        } finally {
            asked(waiting.get(), rest);
        }
    }

    private Metainfo resolve(Magnet link, boolean allowPrivate, Duration limit) throws InterruptedException {
        try {
            return holdings.resolve(link.text(), allowPrivate, limit);
        } catch (SwarmException.NobodyHasIt e) {
            noteSilence(SwarmKey.of(link.v1().or(link::v2).orElseThrow()), Silence.of(e));
            throw e;
        }
    }

    private synchronized void noteSilence(SwarmKey key, Optional<Silence> why) {
        silences.remove(key);
        why.ifPresent(known -> silences.put(key, known));
        Optional.ofNullable(all.get(key)).ifPresent(waiting -> silent(waiting, why));
    }

    private synchronized Optional<Waiting> interrupted(SwarmKey key) {
        Optional<Waiting> waiting = Optional.ofNullable(all.get(key));
        waiting.flatMap(each -> each.turn).ifPresent(turn -> turn.cancel(true));
        waiting.ifPresent(each -> each.askers++);
        return waiting;
    }

    /** The node goes on by itself when the last of those who ask has ended. */
    private synchronized void asked(Waiting waiting, Duration rest) {
        waiting.askers--;
        if (waiting.askers == 0) {
            againAfter(waiting, rest);
        }
    }

    private synchronized void again(Waiting waiting) {
        if (!waiting.gone && waiting.askers == 0) {
            waiting.turn.ifPresent(turn -> turn.cancel(true));
            try {
                waiting.turn = Optional.of(turns.submit(LongLivedThreads.guarded(() -> turn(waiting))));
            } catch (RejectedExecutionException e) {
                LOG.debug("the node ends, so nobody asks for '{}'", waiting.request.key());
            }
        }
    }

    private void end(Waiting waiting) {
        waiting.gone = true;
        waiting.turn.ifPresent(turn -> turn.cancel(true));
    }

    /** Asks for so long as others that wait can stand. */
    private void turn(Waiting waiting) {
        try {
            Metainfo torrent = holdings.resolve(waiting.request.magnet(), waiting.allowsPrivate(), TURN);
            MagnetReference.beyond(waiting.request.link(), torrent).ifPresent(LOG::warn);
            holdings.add(waiting.request.of(torrent));
            forget(torrent);
        } catch (InterruptedException | SwarmException.Closed e) {
            LOG.debug("somebody else asks for '{}', or nobody", waiting.request.key());
        } catch (SwarmException.NobodyHasIt e) {
            silent(waiting, Silence.of(e));
            again(waiting);
        } catch (SeedbankException e) {
            failed(waiting, e.getMessage());
        }
    }

    private synchronized void silent(Waiting waiting, Optional<Silence> why) {
        if (!waiting.gone) {
            waiting.silence = why;
            waiting.why = Optional.empty();
            holdings.show(view(waiting));
        }
    }

    private synchronized void failed(Waiting waiting, String why) {
        if (!waiting.gone) {
            LOG.warn("'{}', known by a magnet link alone: {}", name(waiting.request), why);
            waiting.why = Optional.of(why);
            holdings.show(view(waiting));
            againAfter(waiting, AFTER_FAILURE);
        }
    }

    private synchronized void againAfter(Waiting waiting, Duration rest) {
        try {
            waiting.turn = Optional.of(later.schedule(() -> again(waiting), rest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("the node ends, so nobody asks for '{}'", waiting.request.key());
        }
    }

    /** All that wait, but for one. */
    private List<MagnetRow.Kept> kept(SwarmKey without) {
        List<MagnetRow.Kept> kept = new ArrayList<>();
        all.forEach((key, each) -> {
            if (!key.equals(without)) {
                kept.add(new MagnetRow.Kept(each.request, each.added));
            }
        });
        return kept;
    }

    private static String name(NewMagnet request) {
        String name = request.link()
                .name()
                .filter(text -> !text.isBlank())
                .orElse(request.key().hex());
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static DatasetView view(Waiting waiting) {
        NewMagnet request = waiting.request;
        Magnet link = request.link();
        return new DatasetView(
                request.key(),
                name(request),
                Optional.empty(),
                link.v1(),
                link.v2(),
                request.name()
                        .map(request.place()::resolve)
                        .orElse(request.place())
                        .toString(),
                false,
                waiting.added,
                request.origin(),
                DatasetState.NO_TORRENT,
                Optional.of(waiting.why.orElse("nobody has given the torrent of this magnet link yet"
                        + waiting.silence.map(each -> ": " + each.why()).orElse(""))),
                new DatasetView.Amounts(0, 0, 0, 0, 0, 0),
                new DatasetView.Moves(
                        0,
                        0,
                        0,
                        0,
                        waiting.seen.availability().peers(),
                        waiting.seen.availability().seeds(),
                        0,
                        0),
                Limits.NONE,
                List.of(),
                Optional.empty(),
                DatasetView.Upkeep.NONE,
                waiting.seen.sources(),
                false,
                Optional.empty());
    }

    /** Ends what is under way, and waits a moment for that. What is kept stays. */
    @Override
    public void close() {
        later.shutdownNow();
        turns.shutdownNow();
        try {
            turns.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
