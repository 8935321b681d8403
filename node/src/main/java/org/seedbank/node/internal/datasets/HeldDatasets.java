package org.seedbank.node.internal.datasets;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.rates.InForce;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.node.internal.watching.WatchBudget;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All datasets of a node, and its session. Safe for all threads; whoever opens it closes it. */
public final class HeldDatasets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldDatasets.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration NOTES = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** A transfer ends in half a minute at most, and another may have to end before it. */
    private static final Duration LEAVE_LIMIT = Duration.ofMinutes(2);

    private static final Duration CHANGED_FILES = Duration.ofMinutes(10);

    private final NodeResources means;
    private final Supplier<InForce> inForce;
    private final NodeThreads workshop;
    private final DatasetViews board = new DatasetViews();
    private final RecordWriter unwritten;

    /** Belongs to the keeper thread. */
    private final TorrentBudget torrents = new TorrentBudget();

    /** Belongs to the keeper thread. */
    private final Map<SwarmKey, HeldDataset> all = new HashMap<>();

    /** Those that were complete when that was last looked at. Belongs to the keeper thread. */
    private Set<SwarmKey> whole = Set.of();

    private final Arrivals arrivals;

    private final ChangeScan patrol;
    private final ChangeWatch watch;

    private HeldDatasets(NodeResources means, Supplier<InForce> inForce, LongLivedThreads threads) {
        this.means = means;
        this.inForce = inForce;
        this.workshop = new NodeThreads(threads);
        this.patrol = new ChangeScan(workshop, all::values);
        this.watch = new ChangeWatch(workshop, all, patrol, WatchBudget.ofThisSystem(), threads);
        this.unwritten = new RecordWriter(means.store());
        this.arrivals = new Arrivals(workshop, means, all, this::take);
    }

    /**
     * Takes up what is in the store.
     *
     * @param inForce what all datasets may use together now
     * @param threads those of the node
     * @throws NodeException.NewerState when a later version wrote some of it
     * @throws NodeException.StateUnusable when it cannot be read
     */
    public static HeldDatasets open(NodeResources means, Supplier<InForce> inForce, LongLivedThreads threads)
            throws InterruptedException {
        List<Kept> kept = means.store().load((torrent, record) -> Kept.of(means, torrent, record));
        HeldDatasets holdings = new HeldDatasets(means, inForce, threads);
        holdings.workshop.call(() -> {
            kept.forEach(each -> holdings.take(each.known(), each.record()));
            holdings.whole = holdings.nowWhole();
            return true;
        });
        holdings.workshop.every(TICK, () -> holdings.each(HeldDataset::tick));
        holdings.workshop.every(TICK, holdings::tellWhole);
        holdings.workshop.every(NOTES, holdings::recount);
        holdings.workshop.every(NOTES, holdings::settle);
        holdings.workshop.every(TICK, holdings.watch::follow);
        holdings.workshop.every(LOOK, holdings::lookForAll);
        holdings.workshop.every(TICK, holdings.patrol::lookForSwaps);
        holdings.workshop.every(TICK, holdings.patrol::lookForServed);
        holdings.workshop.every(CHANGED_FILES, holdings.patrol::lookForChanges);
        return holdings;
    }

    /** A dataset of the store. Its torrent is read again when its turn comes: all at once may be more than the memory. */
    private record Kept(TorrentSummary known, DatasetRecord record) {
        static Kept of(NodeResources means, Metainfo torrent, DatasetRecord record) {
            TorrentSummary known = new TorrentSummary(means.store(), torrent, record.files());
            known.forgetTorrent();
            return new Kept(known, record);
        }
    }

    /** What one dataset fails for keeps none of the others. */
    private void each(Consumer<HeldDataset> what) {
        List.copyOf(all.values()).forEach(holding -> LongLivedThreads.guarded(() -> what.accept(holding))
                .run());
    }

    private Set<SwarmKey> nowWhole() {
        return all.values().stream()
                .filter(HeldDataset::isWhole)
                .map(HeldDataset::key)
                .collect(Collectors.toSet());
    }

    /** Fetches that wait may be of other versions of what has just become complete. */
    private void tellWhole() {
        Set<SwarmKey> now = nowWhole();
        Set<SwarmKey> come = new HashSet<>(now);
        come.removeAll(whole);
        whole = now;
        if (!come.isEmpty()) {
            each(holding -> holding.cameWhole(come));
        }
    }

    private HeldDataset take(TorrentSummary dataset, DatasetRecord record) {
        HeldDataset holding = new HeldDataset(new Ties(), dataset, record);
        all.put(holding.key(), holding);
        holding.tick();
        return holding;
    }

    /** Describes what the keeper does for its holdings. */
    private final class Ties implements HoldingContext {
        @Override
        public NodeResources means() {
            return means;
        }

        @Override
        public TorrentBudget torrents() {
            return torrents;
        }

        @Override
        public void keep(SwarmKey key, Optional<DatasetRecord> record, Optional<Stamps> stamps) {
            unwritten.keep(key, record, stamps);
        }

        @Override
        public Optional<Stamps> stamps(SwarmKey key) {
            return unwritten.stamps(key);
        }

        @Override
        public void show(DatasetView view) {
            if (all.containsKey(view.key())) {
                board.show(view);
            }
        }

        @Override
        public Optional<Double> ratio(DatasetRecord record) {
            return record.wishes().limits().ratio().or(() -> inForce.get()
                    .limits()
                    .ratio());
        }

        @Override
        public Optional<OwnLimit> receivesNothing(DatasetRecord record) {
            return inForce.get().receivesNothing(record.wishes().limits());
        }

        @Override
        public List<HeldVersions.Copy> versions(TorrentSummary known, List<Sha256> told) {
            return new HeldVersions(all.values()).of(known, told);
        }

        @Override
        public void post(Runnable task) {
            workshop.post(task);
        }

        @Override
        public <T> Future<?> task(NodeThreads.Place place, Callable<T> task, BiConsumer<T, RuntimeException> outcome) {
            return workshop.task(place, task, outcome);
        }
    }

    /** By then the system has written most of them by itself. */
    private void settle() {
        Future<?> unused =
                workshop.task(NodeThreads.Place.LOOK, Executors.callable(means.store()::settle), (done, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "torrents stay in the database, or its changes in the log beside it: {}",
                                failure.getMessage());
                    }
                });
    }

    /** Notes what all have moved, in one transaction. */
    private void recount() {
        Map<SwarmKey, DatasetRecord> changed = new LinkedHashMap<>();
        each(holding -> holding.recount().ifPresent(record -> changed.put(holding.key(), record)));
        unwritten.count(changed);
    }

    private void lookForAll() {
        LongLivedThreads.guarded(unwritten::retry).run();
        LongLivedThreads.guarded(means.history()::retry).run();
        patrol.lookForAll();
    }

    /** Does at once what else is done every ten seconds. */
    public void lookNow() throws InterruptedException {
        workshop.call(() -> {
            lookForAll();
            return true;
        });
    }

    /** Does at once what else is done every ten minutes. */
    public void lookForChangesNow() throws InterruptedException {
        workshop.call(() -> {
            patrol.lookForChanges();
            return true;
        });
    }

    /** Everything there is, oldest first. */
    public List<DatasetView> views() {
        return board.all();
    }

    /** One of them, if it is there. */
    public Optional<DatasetView> find(SwarmKey key) {
        return board.find(key).filter(view -> view.state() != DatasetState.NO_TORRENT);
    }

    /** Shows, among the others, one whose torrent is not known. */
    public void showWaiting(DatasetView view) {
        board.show(view);
    }

    /** Does not show one any more whose torrent was not known. */
    public void hideWaiting(SwarmKey key) {
        find(key).ifPresentOrElse(held -> {}, () -> board.remove(key));
    }

    /** The torrent of one of them that has this infohash. */
    public Optional<Metainfo> torrentOf(Magnet link) throws InterruptedException {
        for (DatasetView view : views()) {
            boolean same = view.state() != DatasetState.NO_TORRENT
                    && (link.v1().isPresent()
                            ? link.v1().equals(view.infohashV1())
                            : link.v2().equals(view.infohashV2()));
            if (same) {
                return wanted(view.key()).map(Wanted::torrent).filter(link::names);
            }
        }
        return Optional.empty();
    }

    /** One of them. */
    public DatasetView view(SwarmKey key) {
        return board.find(key).orElseThrow(() -> new NodeException.UnknownDataset(key.hex()));
    }

    /** What the transfer of a dataset has found; empty while it has none. */
    public Optional<Availability> availability(SwarmKey key) throws InterruptedException {
        return workshop.call(() -> Optional.ofNullable(all.get(key)).flatMap(HeldDataset::availability));
    }

    /** Which files of a dataset are wanted, with its torrent; empty when there is no such dataset. */
    public Optional<Wanted> wanted(SwarmKey key) throws InterruptedException {
        Optional<HeldDataset> holding = workshop.call(() -> Optional.ofNullable(all.get(key)));
        return holding.map(
                each -> new Wanted(means.store().torrent(key), each.record().files()));
    }

    /** A torrent and the indexes of its wanted files, empty for all. */
    public record Wanted(Metainfo torrent, Optional<Set<Integer>> files) {}

    /** The dataset with this digest, if there is one; of several, such as a folder and its only file, the one published from here. */
    public Optional<HeldCopy> copy(Sha256 digest) throws InterruptedException {
        Optional<SwarmKey> key = board.all().stream()
                .filter(view -> view.digest().filter(digest::equals).isPresent())
                .max(Comparator.comparing(DatasetView::published))
                .map(DatasetView::key);
        return key.isEmpty()
                ? Optional.empty()
                : workshop.call(() -> Optional.ofNullable(all.get(key.get())).map(HeldDataset::copy));
    }

    /**
     * The dataset with this key.
     *
     * @throws NodeException.UnknownDataset when there is none
     * @throws NodeException.Refused when its torrent is not known yet
     */
    public HeldCopy copy(SwarmKey key) throws InterruptedException {
        return workshop.call(() -> known(key).copy());
    }

    /** All there are. */
    public List<HeldCopy> copies() throws InterruptedException {
        return workshop.call(() -> all.values().stream().map(HeldDataset::copy).toList());
    }

    /** How the files of one were when they were last read; may wait for the disk. */
    public Optional<Stamps> stamps(SwarmKey key) {
        return unwritten.stamps(key);
    }

    /** Counts bytes as sent that were sent in another way than by the session. */
    public void sent(Map<SwarmKey, Long> bytes) {
        workshop.post(() -> bytes.forEach(
                (key, count) -> Optional.ofNullable(all.get(key)).ifPresent(holding -> holding.sent(count))));
    }

    /** How many there are. */
    public int size() {
        return board.size();
    }

    /** See {@link org.seedbank.node.api.NodeControl#changes}. */
    public Optional<Changes> changes(long seen, Duration limit) throws InterruptedException {
        return board.changes(seen, limit);
    }

    /** Returns what could not be read at the start, and what cannot be written down, for a person. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(means.store().warnings());
        unwritten.warning().ifPresent(all::add);
        return all;
    }

    /**
     * Looks whether a dataset may lie where it is to lie.
     *
     * @throws NodeException.PlaceTaken when another dataset lies there, above that or inside it
     */
    void requireFree(DatasetPlace wanted) throws InterruptedException {
        arrivals.requireFree(wanted);
    }

    /**
     * Takes a dataset in, unless there is one with its key.
     *
     * @param stamps how its files are, for one that is known to be intact
     * @return what there is now
     * @throws NodeException.PlaceTaken when another dataset lies there, above that or inside it
     */
    public DatasetView add(Metainfo torrent, DatasetRecord record, Optional<Stamps> stamps)
            throws InterruptedException {
        return arrivals.add(torrent, record, stamps);
    }

    /** See {@link org.seedbank.node.api.NodeControl#replace}. */
    public DatasetView replace(Metainfo edited) throws InterruptedException {
        SwarmKey key = SwarmKey.of(edited);
        TorrentSummary known = workshop.call(() -> known(key).known());
        Metainfo torrent;
        try {
            torrent = known.replaceTorrent(edited);
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
        return tell(key, holding -> holding.replaceUrls(torrent));
    }

    /** Returns what is noted of one. */
    DatasetRecord record(SwarmKey key) throws InterruptedException {
        return workshop.call(() -> known(key).record());
    }

    /** The torrent of one; may wait for the disk. */
    public Metainfo torrent(SwarmKey key) throws InterruptedException {
        return workshop.call(() -> known(key).known()).torrent();
    }

    /** Returns what came of mending one. */
    MendingReport mended(SwarmKey key) throws InterruptedException {
        return workshop.call(() -> known(key).mended());
    }

    /** Tells one holding something and answers its view then. */
    DatasetView tell(SwarmKey key, Consumer<HeldDataset> what) throws InterruptedException {
        return workshop.call(() -> {
            HeldDataset holding = known(key);
            what.accept(holding);
            unwritten.requireWritten(key);
            holding.tick();
            return holding.view();
        });
    }

    private HeldDataset known(SwarmKey key) {
        return Optional.ofNullable(all.get(key)).orElseThrow(() -> unknown(key));
    }

    private NodeException unknown(SwarmKey key) {
        return board.find(key)
                .<NodeException>map(view -> new NodeException.Refused(
                        "the torrent of '%s' is not known yet".formatted(view.name()),
                        "wait until a peer gives it, or remove it"))
                .orElseGet(() -> new NodeException.UnknownDataset(key.hex()));
    }

    /** See {@link org.seedbank.node.api.NodeControl#pause}. */
    public DatasetView pause(SwarmKey key) throws InterruptedException {
        return tell(key, HeldDataset::pause);
    }

    /** See {@link org.seedbank.node.api.NodeControl#resume}. */
    public DatasetView resume(SwarmKey key) throws InterruptedException {
        return tell(key, HeldDataset::resume);
    }

    /** Tries more peers, now and after each restart. */
    public DatasetView connect(SwarmKey key, List<InetSocketAddress> peers) throws InterruptedException {
        return tell(key, holding -> holding.connect(peers));
    }

    /** Changes what people want of a dataset. */
    public DatasetView wish(SwarmKey key, Function<DatasetRecord, DatasetRecord> change) throws InterruptedException {
        return tell(key, holding -> holding.wish(change.apply(holding.record())));
    }

    /**
     * Forgets a dataset once its transfer has ended.
     *
     * @return what it was; empty when nothing was known of it any more
     */
    public Optional<Forgotten> remove(SwarmKey key) throws InterruptedException {
        if (means.store().isLost(key) && board.find(key).isEmpty()) {
            means.store().forget(key);
            return Optional.empty();
        }
        HeldDataset holding = workshop.call(() -> known(key));
        Metainfo torrent = holding.known().torrent();
        Optional<Stamps> verified = unwritten.stamps(key);
        Future<Boolean> ended = workshop.call(() -> {
            holding.requireStill();
            means.store().forget(key);
            unwritten.forget(key);
            all.remove(key);
            torrents.release(key);
            board.remove(key);
            return holding.leave();
        });
        await(ended);
        return Optional.of(new Forgotten(torrent, holding.record(), verified));
    }

    /**
     * A dataset that was removed.
     *
     * @param verified how its files were when they were last found intact
     */
    public record Forgotten(Metainfo torrent, DatasetRecord record, Optional<Stamps> verified) {
        /** Something that happens to it now. */
        public HistoryEntry happening(HistoryEntry.Kind kind, String detail) {
            return HistoryEntry.now(kind, torrent, Optional.empty(), detail);
        }
    }

    private static void await(Future<Boolean> ended) throws InterruptedException {
        try {
            if (!ended.get(LEAVE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a transfer did not end");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("ending a transfer failed", e);
        } catch (TimeoutException e) {
            throw new NodeException.Unreachable("it waits for the disk", e);
        }
    }

    /** Ends all transfers, writes down what they have, and closes the session. */
    @Override
    public void close() {
        watch.close();
        List<Runnable> endings = new ArrayList<>();
        boolean interrupted = Thread.interrupted();
        try {
            endings.addAll(workshop.call(() -> {
                recount();
                return all.values().stream().map(HeldDataset::detach).toList();
            }));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        // All at once, within its own limit; what is left for each holding is to give its place free.
        means.swarm().close();
        endings.forEach(Runnable::run);
        workshop.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
