package org.seedbank.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.PageKey;
import org.seedbank.node.api.Removed;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.WantedDataset;
import org.seedbank.node.desk.CatalogName;
import org.seedbank.node.desk.EntryPage;
import org.seedbank.node.desk.ListedFiles;
import org.seedbank.node.desk.PublicationLook;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.internal.desk.CatalogDesk;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.network.NetworkSettings;

/** A node in memory that moves no bytes: a test says how its datasets come along, and what it refuses. Safe for all threads. */
public final class FakeNode implements NodeControl {

    /** When it has started, and got everything that it has. */
    public static final Instant STARTED = Instant.parse("2026-05-17T08:00:00Z");

    /** A magnet link that it can resolve, and what it means. */
    public static final Metainfo RESOLVED = SampleTorrents.named("resolved");

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Map<SwarmKey, String> serials = new LinkedHashMap<>();
    private final Map<SwarmKey, DatasetView> datasets = new LinkedHashMap<>();
    private final Map<SwarmKey, Long> changed = new LinkedHashMap<>();
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<String, Metainfo> magnets = new LinkedHashMap<>(Map.of(RESOLVED.magnetLink(), RESOLVED));
    private final Map<SwarmKey, Metainfo> torrents = new LinkedHashMap<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<NewDataset> requests = new ArrayList<>();
    private final List<NewMagnet> waiting = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private String version = "0.1.0";
    private final List<String> warnings = new ArrayList<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private final FakeNodeDetail detail = new FakeNodeDetail();
    private final long pid;
    private Network network;
    private Optional<Network> reach = Optional.empty();
    private NetworkSettings networking = NetworkSettings.USUAL;
    private List<ScheduleRule> schedule = List.of();
    private Limits limits = Limits.NONE;
    private Optional<HttpServed> http = Optional.empty();
    private Optional<TrackerFacts> tracker = Optional.empty();
    private boolean allowPrivate;
    private Optional<CatalogDesk> desk = Optional.empty();
    private MendingReport mended = MendingReport.NOTHING;
    private List<Finding> findings = List.of();
    private Runnable onMend = () -> {};
    private Runnable onAdd = () -> {};
    private Optional<NodeException> refusal = Optional.empty();
    private volatile boolean patient;
    private long number;
    private int ordersGiven;

    public FakeNode() {
        this(Network.LOCAL, ProcessHandle.current().pid());
    }

    /** A node of a process that may be made up, if nobody asks the system for it. */
    public FakeNode(Network network, long pid) {
        this.network = network;
        this.pid = pid;
    }

    /** What it was asked to take in. */
    public synchronized List<NewDataset> requests() {
        return List.copyOf(requests);
    }

    /** What it was told to remove, and whether with its data. */
    public synchronized List<String> removals() {
        return List.copyOf(removals);
    }

    /** What it was told to do with its datasets' files. */
    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends when {@link #stop} was called. */
    public CountDownLatch stopped() {
        return stopped;
    }

    /** From now on it waits as long as it may for a magnet link that nobody has; the result ends when it has begun to. */
    public synchronized CountDownLatch waitsForMagnets() {
        patient = true;
        return asked;
    }

    /** From now on it takes nothing in. */
    public synchronized void refuse(NodeException why) {
        refusal = Optional.of(why);
    }

    /** From now on it takes everything in. */
    public synchronized void accept() {
        refusal = Optional.empty();
    }

    /** Does something whenever something was taken in. */
    public synchronized void onAdd(Runnable hook) {
        onAdd = hook;
    }

    public synchronized List<String> names() {
        return datasets.values().stream().map(DatasetView::name).toList();
    }

    /** The torrent of a dataset that it was told to take in and still has. */
    public synchronized Optional<Metainfo> torrentOf(SwarmKey key) {
        return Optional.ofNullable(torrents.get(key));
    }

    /** What it was told that datasets are called. */
    public synchronized Map<SwarmKey, String> serials() {
        return Map.copyOf(serials);
    }

    /** A dataset that it has gets into a state. */
    public synchronized void becomes(SwarmKey key, DatasetState state) {
        put(FakeView.of(dataset(key)).state(state).view());
    }

    /** Something is wrong with it. */
    public synchronized void warns(String warning) {
        warnings.add(warning);
    }

    /** From now on it is one that was started before another version was installed. */
    public synchronized void isOfVersion(String older) {
        version = older;
    }

    /** From now on it knows the torrent of a magnet link. */
    public synchronized void knows(String magnet, Metainfo torrent) {
        magnets.put(magnet, torrent);
    }

    /** Takes in or replaces a dataset. */
    public synchronized DatasetView put(DatasetView view) {
        datasets.put(view.key(), view);
        changed.put(view.key(), ++number);
        notifyAll();
        return view;
    }

    /** A dataset that it has comes along. */
    public synchronized void change(String name, UnaryOperator<FakeView> change) {
        DatasetView view = datasets.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        put(change.apply(FakeView.of(view)).view());
    }

    /** Waits until it has taken in so many datasets. */
    public synchronized void awaitRequests(int count) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (requests.size() < count && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    /** Waits until it was told this of its datasets' files. */
    public synchronized void awaitTold(String what) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!told.contains(what) && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    /** It serves over HTTP from now on. */
    public synchronized void serve(HttpServed served) {
        http = Optional.of(served);
    }

    /** This tracker runs beside it from now on. */
    public synchronized void track(TrackerFacts beside) {
        tracker = Optional.of(beside);
    }

    /** Any torrent may name private addresses from now on. */
    public synchronized void allowPrivate() {
        allowPrivate = true;
    }

    @Override
    public synchronized NodeFacts facts() {
        return new NodeFacts(
                version,
                pid,
                STARTED,
                network,
                6881,
                8080,
                datasets.size(),
                0,
                0,
                limits,
                false,
                http,
                warnings,
                Optional.of(NetworkText.of(networking)),
                networking.proxy().named().map(each -> each.toString()),
                tracker,
                Optional.of(allowPrivate));
    }

    @Override
    public synchronized List<DatasetView> datasets() {
        return List.copyOf(datasets.values());
    }

    @Override
    public synchronized DatasetView dataset(SwarmKey key) {
        DatasetView view = datasets.get(key);
        if (view == null) {
            throw new NodeException.UnknownDataset(key.hex());
        }
        return view;
    }

    /** From now on it finds this when it is asked to look. */
    public synchronized void finds(Finding... found) {
        findings = List.of(found);
    }

    @Override
    public synchronized Examination examine() {
        return new Examination(List.of(), findings);
    }

    @Override
    public synchronized Examination examine(SwarmKey key) {
        return new Examination(dataset(key).sources(), findings);
    }

    /** From now on it tells this of a dataset's files. */
    public synchronized void tells(SwarmKey key, List<DatasetFiles.FileView> files) {
        detail.files(key, files);
    }

    /** From now on it tells this of a dataset's pieces. */
    public synchronized void tells(SwarmKey key, PieceMap pieces) {
        detail.pieces(key, pieces);
    }

    /** From now on it tells this of a dataset's peers. */
    public synchronized void tells(SwarmKey key, DatasetPeers peers) {
        detail.peers(key, peers);
    }

    /** From now on it tells this of what a dataset has moved. */
    public synchronized void tells(SwarmKey key, RateSamples rates) {
        detail.rates(key, rates);
    }

    /** From now on it tells this of what all have moved. */
    public synchronized void tells(RateSamples rates) {
        detail.rates(rates);
    }

    /** From now on it tells this of what is said of a dataset. */
    public synchronized void tells(SwarmKey key, DatasetEntry entry) {
        detail.entry(key, entry);
    }

    /** From now on it tells of these disks. */
    public synchronized void tells(List<DiskUse> disks) {
        detail.disks(disks);
    }

    /** Something happens to a dataset. */
    public synchronized void happens(HistoryEntry entry) {
        history.add(entry);
    }

    @Override
    public synchronized RateSamples rates() {
        return detail.rates();
    }

    @Override
    public synchronized RateSamples rates(SwarmKey key) {
        return detail.rates(dataset(key).key());
    }

    @Override
    public synchronized DatasetEntry entry(SwarmKey key) {
        return detail.entry(dataset(key).key());
    }

    @Override
    public synchronized List<DiskUse> disks() {
        return detail.disks();
    }

    /** From now on it has these catalogs, and fetches into this folder whatever else it knows. */
    public synchronized void has(Catalogs catalogs, Path downloads) {
        desk = Optional.of(new CatalogDesk(catalogs, this, downloads));
    }

    private CatalogDesk desk() {
        return desk.orElseThrow(() -> new NodeException.Refused("it has no catalogs", "give it some"));
    }

    @Override
    public synchronized List<CatalogName> catalogs() {
        return desk().catalogs();
    }

    @Override
    public synchronized EntryPage entries(String catalog, String find, int from, int count)
            throws InterruptedException {
        return desk().entries(catalog, find, from, count);
    }

    @Override
    public synchronized DatasetEntry entry(String catalog, Sha256 digest) throws InterruptedException {
        return desk().entry(catalog, digest);
    }

    @Override
    public synchronized ListedFiles listedFiles(String catalog, Sha256 digest, int from, int count)
            throws InterruptedException {
        return desk().listedFiles(catalog, digest, from, count);
    }

    @Override
    public synchronized List<Path> fetchFolders() throws InterruptedException {
        return desk().fetchFolders();
    }

    @Override
    public PublicationLook look(WantedPublication wanted) {
        throw publishesNothing();
    }

    @Override
    public PublicationView publish(WantedPublication wanted) {
        throw publishesNothing();
    }

    @Override
    public List<PublicationView> publications() {
        return List.of();
    }

    @Override
    public void stopPublication(String id) {
        throw publishesNothing();
    }

    private static NodeException publishesNothing() {
        return new NodeException.Refused("it publishes nothing", "ask a real one");
    }

    @Override
    public synchronized DatasetView fetch(WantedDataset wanted) throws InterruptedException {
        return desk().fetch(wanted);
    }

    @Override
    public synchronized HistoryPage history(Optional<SwarmKey> dataset, Optional<Long> before, int count) {
        if (count < 1 || count > HistoryPage.MOST) {
            throw new NodeException.BadRequest("'count' must be from 1 to %d".formatted(HistoryPage.MOST));
        }
        List<HistoryEntry> page = new ArrayList<>();
        int number = (int) Math.min(before.orElse(Long.MAX_VALUE), history.size());
        while (number > 0 && page.size() < count) {
            HistoryEntry entry = history.get(--number);
            if (dataset.map(entry.key()::equals).orElse(true)) {
                page.add(entry);
            }
        }
        return new HistoryPage(page, number > 0 ? Optional.of((long) number) : Optional.empty());
    }

    @Override
    public synchronized DatasetFiles files(SwarmKey key, int from, int count) {
        return detail.files(dataset(key), torrentOf(key), from, count);
    }

    @Override
    public synchronized PieceMap pieces(SwarmKey key, int spans) {
        return detail.pieces(dataset(key), torrentOf(key), spans);
    }

    @Override
    public synchronized DatasetPeers peers(SwarmKey key) {
        return detail.peers(dataset(key).key());
    }

    @Override
    public synchronized DatasetView add(NewDataset request) {
        refusal.ifPresent(why -> {
            throw why;
        });
        requests.add(request);
        SwarmKey key = SwarmKey.of(request.torrent());
        DatasetView wanted = FakeView.of(request).view();
        if (!datasets.containsKey(key) || dataset(key).state() == DatasetState.NO_TORRENT) {
            put(wanted);
            happens(HistoryEntry.now(HistoryEntry.Kind.TAKEN_IN, request.torrent(), Optional.empty(), "to be fetched"));
        } else if (!dataset(key).path().equals(wanted.path())) {
            throw new NodeException.HeldElsewhere(dataset(key));
        }
        torrents.putIfAbsent(key, request.torrent());
        onAdd.run();
        notifyAll();
        return dataset(key);
    }

    @Override
    public synchronized Metainfo torrent(SwarmKey key) {
        DatasetView view = dataset(key);
        return Optional.ofNullable(torrents.get(key))
                .orElseThrow(() -> new AssertionError(
                        "a test has put '%s' into this node without its torrent".formatted(view.name())));
    }

    @Override
    public synchronized DatasetView replace(Metainfo edited) {
        SwarmKey key = SwarmKey.of(edited);
        DatasetView view = dataset(key);
        if (torrents.containsKey(key)) {
            if (!torrents.get(key).info().equals(edited.info())) {
                throw new NodeException.BadRequest("only what is beside 'info' can be taken from another torrent");
            }
            torrents.put(key, torrents.get(key).besideInfoOf(edited));
        }
        return view;
    }

    @Override
    public synchronized DatasetView addMagnet(NewMagnet request) {
        refusal.ifPresent(why -> {
            throw why;
        });
        DatasetView view = new DatasetView(
                request.key(),
                request.link().name().orElse(request.key().hex()),
                Optional.empty(),
                request.link().v1(),
                request.link().v2(),
                request.place().toString(),
                false,
                STARTED,
                request.origin(),
                DatasetState.NO_TORRENT,
                Optional.of("nobody has given the torrent of this magnet link yet"),
                new DatasetView.Amounts(0, 0, 0, 0, 0, 0),
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty());
        waiting.add(request);
        put(view);
        return view;
    }

    @Override
    public synchronized NewMagnet waiting(SwarmKey key) {
        if (!datasets.containsKey(key) || dataset(key).state() != DatasetState.NO_TORRENT) {
            throw new NodeException.UnknownDataset(key.hex());
        }
        return waiting.stream()
                .filter(each -> each.key().equals(key))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new NodeException.UnknownDataset(key.hex()));
    }

    /** The magnet links that it was told to wait for. */
    public synchronized List<NewMagnet> waiting() {
        return List.copyOf(waiting);
    }

    @Override
    public Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
        if (!magnet.startsWith("magnet:?")) {
            throw new NodeException.BadRequest("'%s' is no magnet link".formatted(magnet));
        }
        synchronized (this) {
            if (magnets.containsKey(magnet)) {
                return magnets.get(magnet);
            }
        }
        asked.countDown();
        if (patient) {
            stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        throw new NodeException.NobodyHasIt(
                "nobody sent the torrent of '%s' for %d seconds".formatted(magnet, limit.toSeconds()));
    }

    @Override
    public synchronized Removed remove(SwarmKey key, boolean deleteData) {
        removals.add(dataset(key).name() + (deleteData ? " with its data" : ""));
        boolean arrives = dataset(key).state() == DatasetState.FETCHING;
        datasets.remove(key);
        torrents.remove(key);
        changed.put(key, ++number);
        notifyAll();
        if (arrives) {
            return Removed.NOTHING.arriving(Optional.of("/data/.seedbank-incoming-1"));
        }
        return deleteData
                ? new Removed(1, 500, 1, Optional.empty(), List.of("'/data/notes': it is not of the dataset"))
                : Removed.NOTHING;
    }

    @Override
    public synchronized void withdrawn(SwarmKey key, String why) {
        told.add("withdrawn %s: %s".formatted(dataset(key).name(), why));
    }

    @Override
    public synchronized void listed(SwarmKey key, String serial) {
        dataset(key);
        if (serial.isEmpty() || serial.length() > MAX_SERIAL) {
            throw new NodeException.BadRequest("a serial has 1 to %d characters".formatted(MAX_SERIAL));
        }
        serials.put(key, serial);
    }

    @Override
    public synchronized DatasetView pause(SwarmKey key) {
        put(FakeView.of(dataset(key)).state(DatasetState.PAUSED).view());
        return dataset(key);
    }

    @Override
    public synchronized DatasetView resume(SwarmKey key) {
        put(FakeView.of(dataset(key)).state(DatasetState.SEEDING).view());
        return dataset(key);
    }

    @Override
    public synchronized DatasetView check(SwarmKey key, boolean everything) {
        told.add("check %s%s".formatted(dataset(key).name(), everything ? " everything" : ""));
        return dataset(key);
    }

    @Override
    public synchronized DatasetView found(SwarmKey key, FixityFindings findings) {
        if (findings.damaged().stream().anyMatch(index -> index < 0)) {
            throw new NodeException.BadRequest("files are named by their indexes in the torrent");
        }
        told.add("found %s complete=%s damaged=%s"
                .formatted(dataset(key).name(), findings.complete(), findings.damaged()));
        boolean rests =
                dataset(key).state() == DatasetState.SEEDING || dataset(key).state() == DatasetState.COMPLETE;
        if (rests && !findings.damaged().isEmpty()) {
            put(FakeView.of(dataset(key)).state(DatasetState.CHECKING).view());
        }
        return dataset(key);
    }

    @Override
    public synchronized DatasetView mend(SwarmKey key) {
        requireComplete(key);
        told.add("mend " + dataset(key).name());
        onMend.run();
        return dataset(key);
    }

    @Override
    public synchronized MendingReport mended(SwarmKey key) {
        dataset(key);
        return mended;
    }

    private void requireComplete(SwarmKey key) {
        DatasetView view = dataset(key);
        if (view.state() == DatasetState.FETCHING || view.state() == DatasetState.PAUSED) {
            throw new NodeException.Refused(
                    "'%s' is %s".formatted(view.name(), view.state().label()), "it has to be complete first");
        }
    }

    /** From now on mending comes to this, and does that to the files. */
    public synchronized void mends(MendingReport report, Runnable deed) {
        mended = report;
        onMend = deed;
    }

    @Override
    public synchronized DatasetView move(SwarmKey key, Path place) {
        requireComplete(key);
        told.add("move " + dataset(key).name());
        put(FakeView.of(dataset(key)).at(place).view());
        return dataset(key);
    }

    @Override
    public synchronized DatasetView relocate(SwarmKey key, Path place) {
        requireComplete(key);
        told.add("relocate " + dataset(key).name());
        put(FakeView.of(dataset(key)).at(place).view());
        return dataset(key);
    }

    @Override
    public synchronized DatasetView limit(SwarmKey key, Limits changedLimits) {
        put(FakeView.of(dataset(key)).limits(changedLimits).view());
        return dataset(key);
    }

    @Override
    public synchronized Limits limits() {
        return limits;
    }

    @Override
    public synchronized Limits limit(Limits changedLimits) {
        limits = changedLimits;
        return limits;
    }

    @Override
    public synchronized List<ScheduleRule> schedule() {
        return schedule;
    }

    @Override
    public synchronized List<ScheduleRule> schedule(List<ScheduleRule> rules) {
        schedule = List.copyOf(rules);
        return schedule;
    }

    @Override
    public synchronized Optional<Network> reach() {
        return reach;
    }

    @Override
    public synchronized void reach(Network changed) {
        reach = Optional.of(changed);
        network = changed;
    }

    @Override
    public synchronized NetworkText network() {
        return NetworkText.of(networking);
    }

    @Override
    public synchronized void network(NetworkText change) {
        networking = change.change(networking);
    }

    @Override
    public synchronized List<OrderView> orders() {
        return List.copyOf(orders.values());
    }

    @Override
    public synchronized OrderView order(Order order) {
        Optional<OrderView> same = orders.values().stream()
                .filter(view -> view.order().usual().equals(order.usual()))
                .findFirst();
        String kind = order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        OrderView view = same.map(known -> known.with(known.order().asOftenAs(order)))
                .orElseGet(
                        () -> new OrderView(kind + "-" + ++ordersGiven, order, STARTED, List.of(), Optional.empty()));
        orders.put(view.id(), view);
        return view;
    }

    /** An order has something to tell. */
    public synchronized void tells(String id, String news, String problem) {
        OrderView view = orders.get(id);
        orders.put(
                id,
                new OrderView(
                        id,
                        view.order(),
                        view.since(),
                        List.of(news),
                        Optional.of(problem),
                        List.of(problem),
                        List.of("'run-8' to be quiet for 60 s"),
                        Optional.of(STARTED),
                        Optional.of(STARTED.plusSeconds(5))));
    }

    @Override
    public synchronized OrderView look(String id) {
        OrderView view = Optional.ofNullable(orders.get(id)).orElseThrow(() -> new NodeException.UnknownOrder(id));
        Instant now = Instant.now();
        orders.put(
                id,
                new OrderView(
                        id,
                        view.order(),
                        view.since(),
                        view.news(),
                        view.problem(),
                        view.problems(),
                        view.waiting(),
                        Optional.of(now),
                        Optional.of(now.plusSeconds(600))));
        return view;
    }

    @Override
    public synchronized void cancel(String id) {
        if (orders.remove(id) == null) {
            throw new NodeException.UnknownOrder(id);
        }
    }

    @Override
    public synchronized Optional<Changes> changes(long seen, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (seen == number && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        if (seen == number) {
            return Optional.empty();
        }
        // A number from before the node was started anew means nothing now.
        long since = seen > number ? 0 : seen;
        List<DatasetView> newer = new ArrayList<>();
        List<SwarmKey> gone = new ArrayList<>();
        changed.forEach((key, at) -> {
            if (at > since && datasets.containsKey(key)) {
                newer.add(datasets.get(key));
            } else if (at > since) {
                gone.add(key);
            }
        });
        return Optional.of(new Changes(number, newer, gone));
    }

    @Override
    public PageKey pageKey() {
        return new PageKey("http://127.0.0.1:8080/#key=" + "0".repeat(64), Duration.ofMinutes(5));
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}
