package org.seedbank.node;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.threads.LongLivedThreads;
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
import org.seedbank.node.internal.control.ControlServer;
import org.seedbank.node.internal.datasets.DatasetIntake;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.datasets.Upkeep;
import org.seedbank.node.internal.desk.CatalogDesk;
import org.seedbank.node.internal.desk.PublishDesk;
import org.seedbank.node.internal.detail.DatasetDetails;
import org.seedbank.node.internal.detail.HeldEntries;
import org.seedbank.node.internal.files.BackgroundPriority;
import org.seedbank.node.internal.files.DataDeletion;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.findings.Examiner;
import org.seedbank.node.internal.findings.MachineWatch;
import org.seedbank.node.internal.findings.NodeLooks;
import org.seedbank.node.internal.history.HistoryTable;
import org.seedbank.node.internal.magnets.WaitingMagnets;
import org.seedbank.node.internal.orders.HeldTorrents;
import org.seedbank.node.internal.orders.OrderTimings;
import org.seedbank.node.internal.orders.Orders;
import org.seedbank.node.internal.orders.OrdersSettings;
import org.seedbank.node.internal.page.PageSessions;
import org.seedbank.node.internal.rates.Rates;
import org.seedbank.node.internal.serving.ServedSite;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NetworkRow;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.node.internal.store.ReachRow;
import org.seedbank.node.internal.store.RestartRow;
import org.seedbank.node.internal.store.ResumeTable;
import org.seedbank.node.internal.takeover.NodeStateOpening;
import org.seedbank.node.tracking.CatalogTracker;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.ResumeFolder;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.swarm.network.NetworkSettings;
import org.seedbank.uploading.publish.PublicationUpkeep;
import org.seedbank.web.proxy.NamedProxy;
import org.seedbank.web.proxy.ProxyAddress;
import org.seedbank.web.proxy.ProxyChoice;
import org.seedbank.web.proxy.ProxyGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: seeds and fetches what it was given, until it is closed, and goes on from there when it is opened again.
 * Safe for all threads; whoever opens it closes it.
 */
public final class Node implements NodeControl, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** Sources change slowly, and there are many. */
    private static final Duration LOG_EACH = Duration.ofSeconds(10);

    private final NodeSettings settings;
    private final Instant started = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Set before {@link #ended}; the first that is set counts. */
    private final AtomicReference<Next> next = new AtomicReference<>();

    /** Holds what was opened, to be closed in the opposite order. Belongs to who opens, and then to who closes. */
    private final Deque<AutoCloseable> opened;

    private final NodeStateOpening.Opened state;
    private final Swarm swarm;
    private final HistoryTable history;
    private final Rates rates;
    private final HeldDatasets holdings;
    private final DatasetDetails details;
    private final CatalogDesk desk;
    private final PublishDesk publishing;
    private final DatasetAdmission admission;
    private final WaitingMagnets magnets;
    private final Upkeep upkeep;
    private final Orders orders;
    private final Optional<ServedSite> site;
    private final LongLivedThreads threads = new LongLivedThreads();
    private final ScheduledExecutorService later;
    private final NodeHealth health;
    private final MachineWatch machine;
    private final Examiner examiner;

    /** Written once, before others know of this node. */
    private ControlServer control;

    /** What follows once a node is not to go on as it is. */
    public enum Next {
        /** It is to be closed, for somebody has asked for that. */
        STOP,
        /** It is to be opened again, to reach another way; see {@link #reopen}. */
        REOPEN,
        /**
         * Its process is to end without closing it, which may hang too, and another is to go on: it does not answer any
         * more.
         */
        RESTART
    }

    private Node(NodeSettings settings, Deque<AutoCloseable> opened) throws InterruptedException {
        this.settings = settings;
        this.opened = opened;
        this.state = NodeStateOpening.open(settings.state());
        NodeDatabase database = state.database();
        opened.push(database);
        this.swarm = LibtorrentSwarm.open(
                settings.swarm(),
                new ResumeTable(
                        database, new ResumeFolder(settings.swarm().folders().resume())));
        opened.push(swarm);
        NetworkRow.notePort(database, swarm.port());
        this.later = threads.clock("seedbank-node-announce");
        opened.push(later::shutdownNow);
        this.rates = new Rates(database, swarm, threads);
        opened.push(rates);
        this.history = new HistoryTable(database);
        DatasetStore store = new DatasetStore(database, settings.state());
        AtWork atWork = new AtWork(settings.folder().resolve("at-work"));
        NodeResources means = new NodeResources(swarm, store, history, atWork, NodeSettings.RESERVE);
        this.holdings = HeldDatasets.open(means, rates::inForce, threads);
        opened.push(holdings);
        this.admission = DatasetAdmission.open(swarm, holdings, new DatasetIntake(holdings, means), database, threads);
        this.magnets = admission.magnets();
        opened.push(magnets);
        this.upkeep = new Upkeep(holdings, means);
        this.orders = Orders.open(this, this::held, ordersOf(settings, database, atWork), threads);
        opened.push(orders);
        HeldEntries entries = new HeldEntries(new Catalogs(settings.work().catalogs()), history);
        this.details = new DatasetDetails(holdings, entries, threads);
        opened.push(details);
        Path downloads = Path.of(System.getProperty("user.home"), "Downloads");
        this.desk = new CatalogDesk(new Catalogs(settings.work().catalogs()), this, downloads);
        this.publishing = new PublishDesk(
                this,
                downloads,
                new PublishDesk.Settings(
                        settings.folder(),
                        settings.work().catalogs(),
                        settings.work().checkpoints(),
                        settings.program()));
        opened.push(publishing);
        this.site = settings.http()
                .map(http -> ServedSite.open(http, new ServedSite.Parts(holdings, rates, entries), threads));
        site.ifPresent(opened::push);
        this.machine = MachineWatch.start(looks(settings, holdings));
        opened.push(machine);
        this.examiner = new Examiner(
                swarm, new Examined(), rates::inForce, machine, this::faults, this::proxyTrouble, LOG::info);
        ScheduledExecutorService telling = threads.clock("seedbank-node-findings");
        opened.push(telling::shutdownNow);
        var unused = telling.scheduleWithFixedDelay(
                LongLivedThreads.guarded(this::tellLog), LOG_EACH.toSeconds(), LOG_EACH.toSeconds(), TimeUnit.SECONDS);
        this.health =
                new NodeHealth(this::faults, new RestartRow(database), Clock.systemUTC(), () -> end(Next.RESTART));
        opened.push(threads.loop("seedbank-node-health", this::watchHealth).start());
    }

    /**
     * Takes the state folder and goes on with what is in it.
     *
     * @throws NodeException.AlreadyRunning when another node has the folder
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be used
     * @throws org.seedbank.database.DatabaseException when its database cannot be opened
     * @throws NodeException.CannotListen when the control port is taken
     * @throws NodeException.CannotServe when datasets cannot be served over HTTP where they are to be
     * @throws SwarmException as {@link org.seedbank.swarm.libtorrent.LibtorrentSwarm} does
     */
    public static Node open(NodeSettings settings) throws InterruptedException {
        NodeLock lock = NodeLock.take(settings.folder());
        ControlServer.forgetKilled(settings.folder());
        return open(settings, lock, Optional.empty());
    }

    /** With the sessions of its page, where they are those of a node that was before in this process. */
    private static Node open(NodeSettings settings, AutoCloseable lock, Optional<PageSessions> sessions)
            throws InterruptedException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        opened.push(lock);
        Node node = null;
        try {
            Node opening = new Node(settings, opened);
            opening.control = openControl(opening, sessions);
            opened.push(opening.control);
            node = opening;
            return node;
        } finally {
            if (node == null) {
                closeAll(opened);
            }
        }
    }

    /** Whoever has the page open looks for the node where it was. */
    private static ControlServer openControl(Node node, Optional<PageSessions> sessions) throws InterruptedException {
        NodeSettings settings = node.settings;
        NodeDatabase database = node.state.database();
        ControlServer.Before before =
                new ControlServer.Before(NetworkRow.controlPort(database).orElse(0), sessions);
        ControlServer control =
                ControlServer.open(node, settings.folder(), settings.controlPort(), node.threads, before);
        NetworkRow.noteControlPort(database, control.port());
        return control;
    }

    private static OrdersSettings ordersOf(NodeSettings settings, NodeDatabase database, AtWork atWork) {
        return new OrdersSettings(
                database,
                settings.folder(),
                settings.work().catalogs(),
                settings.program(),
                settings.work().checkpoints(),
                OrderTimings.USUAL,
                atWork,
                BackgroundPriority::take);
    }

    /** What the node looks at of its machine. The environment's proxies count where it was told of none. */
    private static MachineWatch.Looks looks(NodeSettings settings, HeldDatasets holdings) {
        boolean chosen = !settings.swarm().networking().proxy().equals(ProxyChoice.ENVIRONMENT);
        return new NodeLooks(
                settings.folder(),
                NodeSettings.RESERVE,
                settings.swarm().network(),
                chosen ? Map.of() : System.getenv(),
                new Catalogs(settings.work().catalogs()),
                holdings::views);
    }

    private Optional<HeldTorrents.Held> held(SwarmKey key) {
        try {
            return holdings.wanted(key).map(each -> new HeldTorrents.Held(each.torrent(), each.files()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private List<Fault> faults() {
        return Stream.of(swarm.faults(), threads.faults(), machine.faults())
                .flatMap(List::stream)
                .toList();
    }

    private void watchHealth() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        health.look();
    }

    /** On a thread of its own: it asks that of the datasets, and whoever watches whether all threads answer must not wait for one. */
    private void tellLog() {
        try {
            examiner.log();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The node ends.
        }
    }

    @Override
    public NodeFacts facts() {
        List<String> warnings = new ArrayList<>(health.warnings());
        warnings.addAll(state.warnings());
        examiner.deaf().ifPresent(warnings::add);
        proxyTrouble().ifPresent(warnings::add);
        warnings.addAll(holdings.warnings());
        orders.warning().ifPresent(warnings::add);
        history.warning().ifPresent(warnings::add);
        List<DatasetView> views = holdings.views();
        return new NodeFacts(
                settings.swarm().clientVersion(),
                ProcessHandle.current().pid(),
                started,
                settings.swarm().network(),
                swarm.port(),
                control == null ? settings.controlPort() : control.port(),
                views.size(),
                views.stream().mapToLong(view -> view.traffic().downloadRate()).sum(),
                views.stream().mapToLong(view -> view.traffic().uploadRate()).sum(),
                rates.inForce().limits(),
                rates.inForce().scheduled(),
                site.map(ServedSite::facts),
                warnings,
                Optional.of(NetworkText.of(settings.swarm().networking())),
                settings.swarm().usedProxy().map(ProxyAddress::toString),
                settings.tracker().map(CatalogTracker::facts),
                Optional.of(settings.swarm().allowPrivate()));
    }

    @Override
    public List<DatasetView> datasets() {
        return holdings.views();
    }

    @Override
    public DatasetView dataset(SwarmKey key) {
        return holdings.view(key);
    }

    @Override
    public Examination examine() {
        return examiner.node();
    }

    @Override
    public Examination examine(SwarmKey key) throws InterruptedException {
        return examiner.dataset(holdings.view(key));
    }

    /** What the examiner looks at: those that the node has, and those of which it has the magnet link alone. */
    private final class Examined implements Examiner.Datasets {
        @Override
        public List<DatasetView> views() {
            return holdings.views();
        }

        @Override
        public Optional<Availability> availability(DatasetView view) throws InterruptedException {
            return view.state() == DatasetState.NO_TORRENT
                    ? magnets.availability(view.key())
                    : holdings.availability(view.key());
        }
    }

    private Optional<String> proxyTrouble() {
        return settings.swarm().usedProxy().flatMap(proxy -> ProxyGateway.to(proxy)
                .trouble()
                .map(does -> named(proxy).words() + " " + does));
    }

    private NamedProxy named(ProxyAddress proxy) {
        boolean chosen = settings.swarm().networking().proxy().kind() == ProxyChoice.Kind.NAMED;
        return new NamedProxy(proxy, chosen ? Optional.empty() : NamedProxy.variable(System.getenv(), "all_proxy"));
    }

    @Override
    public DatasetFiles files(SwarmKey key, int from, int count) throws InterruptedException {
        return details.files(key, from, count);
    }

    @Override
    public PieceMap pieces(SwarmKey key, int spans) throws InterruptedException {
        return details.pieces(key, spans);
    }

    @Override
    public DatasetPeers peers(SwarmKey key) throws InterruptedException {
        return details.peers(key);
    }

    @Override
    public RateSamples rates() {
        return details.rates();
    }

    @Override
    public RateSamples rates(SwarmKey key) {
        return details.rates(key);
    }

    @Override
    public DatasetEntry entry(SwarmKey key) throws InterruptedException {
        return details.entry(key);
    }

    @Override
    public List<DiskUse> disks() throws InterruptedException {
        return details.disks();
    }

    @Override
    public List<CatalogName> catalogs() {
        return desk.catalogs();
    }

    @Override
    public EntryPage entries(String catalog, String find, int from, int count) throws InterruptedException {
        return desk.entries(catalog, find, from, count);
    }

    @Override
    public DatasetEntry entry(String catalog, Sha256 digest) throws InterruptedException {
        return desk.entry(catalog, digest);
    }

    @Override
    public ListedFiles listedFiles(String catalog, Sha256 digest, int from, int count) throws InterruptedException {
        return desk.listedFiles(catalog, digest, from, count);
    }

    @Override
    public List<Path> fetchFolders() throws InterruptedException {
        return desk.fetchFolders();
    }

    @Override
    public PublicationLook look(WantedPublication wanted) throws InterruptedException {
        return publishing.look(wanted);
    }

    @Override
    public PublicationView publish(WantedPublication wanted) throws InterruptedException {
        return publishing.publish(wanted);
    }

    @Override
    public List<PublicationView> publications() {
        return publishing.publications();
    }

    @Override
    public void stopPublication(String id) {
        publishing.stop(id);
    }

    @Override
    public DatasetView fetch(WantedDataset wanted) throws InterruptedException {
        return desk.fetch(wanted);
    }

    @Override
    public HistoryPage history(Optional<SwarmKey> dataset, Optional<Long> before, int count) {
        return history.page(dataset, before, count);
    }

    @Override
    public DatasetView add(NewDataset request) throws InterruptedException {
        return admission.add(request);
    }

    @Override
    public DatasetView addMagnet(NewMagnet request) throws InterruptedException {
        return admission.add(request);
    }

    @Override
    public NewMagnet waiting(SwarmKey key) {
        return magnets.find(key).orElseThrow(() -> new NodeException.UnknownDataset(key.hex()));
    }

    @Override
    public Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
        return admission.resolve(magnet, allowPrivate, limit);
    }

    @Override
    public Metainfo torrent(SwarmKey key) throws InterruptedException {
        return holdings.torrent(key).published();
    }

    @Override
    public DatasetView replace(Metainfo edited) throws InterruptedException {
        DatasetView view = holdings.replace(edited);
        site.ifPresent(ServedSite::lookAgain);
        return view;
    }

    @Override
    public Removed remove(SwarmKey key, boolean deleteData) throws InterruptedException {
        Optional<DatasetView> waiting = magnets.remove(key);
        if (waiting.isPresent()) {
            history.note(happening(waiting.get(), HistoryEntry.Kind.REMOVED, "nobody had given its torrent"));
            return Removed.NOTHING;
        }
        Optional<HeldDatasets.Forgotten> known = holdings.remove(key);
        return known.isPresent() ? removed(known.get(), deleteData) : Removed.NOTHING;
    }

    private static HistoryEntry happening(DatasetView view, HistoryEntry.Kind kind, String detail) {
        return new HistoryEntry(Instant.now(), kind, view.key(), view.name(), view.digest(), Optional.empty(), detail);
    }

    private Removed removed(HeldDatasets.Forgotten forgotten, boolean deleteData) throws InterruptedException {
        Path root = forgotten.record().root();
        Optional<String> arriving =
                OngoingFetch.arriving(forgotten.torrent(), root).map(Path::toString);
        if (deleteData) {
            OngoingFetch.discard(forgotten.torrent(), root);
        }
        Removed removed = deleteData
                ? new DataDeletion(forgotten.torrent(), forgotten.record(), forgotten.verified()).run()
                : Removed.NOTHING;
        String files = deleteData
                ? "%d of its files at '%s' were deleted, %d were left".formatted(removed.files(), root, removed.left())
                : "its files stay at '%s'".formatted(root);
        String unfinished =
                deleteData ? "what had come of it at '%s' was deleted" : "what had come of it stays at '%s'";
        history.note(forgotten.happening(
                HistoryEntry.Kind.REMOVED, arriving.map(unfinished::formatted).orElse(files)));
        return removed.arriving(arriving);
    }

    @Override
    public void listed(SwarmKey key, String serial) {
        DatasetView view = holdings.view(key);
        if (serial.isEmpty() || serial.length() > MAX_SERIAL) {
            throw new NodeException.BadRequest("a serial has 1 to %d characters".formatted(MAX_SERIAL));
        }
        if (!history.serial(key).equals(Optional.of(serial))) {
            history.note(new HistoryEntry(
                    Instant.now(),
                    HistoryEntry.Kind.LISTED,
                    key,
                    view.name(),
                    view.digest(),
                    Optional.of(serial),
                    "as " + serial));
            catalogsChanged();
            PublicationUpkeep.announceOnceListed(later, swarm, key);
        }
    }

    @Override
    public void withdrawn(SwarmKey key, String why) {
        DatasetView view = holdings.view(key);
        history.note(new HistoryEntry(
                Instant.now(), HistoryEntry.Kind.WITHDRAWN, key, view.name(), view.digest(), history.serial(key), why));
        catalogsChanged();
    }

    private void catalogsChanged() {
        site.ifPresent(ServedSite::lookAgain);
        machine.catalogsChanged();
    }

    @Override
    public DatasetView pause(SwarmKey key) throws InterruptedException {
        return holdings.pause(key);
    }

    @Override
    public DatasetView resume(SwarmKey key) throws InterruptedException {
        Optional<DatasetView> waiting = magnets.retry(key);
        return waiting.isPresent() ? waiting.get() : holdings.resume(key);
    }

    @Override
    public DatasetView check(SwarmKey key, boolean everything) throws InterruptedException {
        return upkeep.check(key, everything);
    }

    @Override
    public DatasetView found(SwarmKey key, FixityFindings findings) throws InterruptedException {
        return upkeep.found(key, findings);
    }

    @Override
    public DatasetView mend(SwarmKey key) throws InterruptedException {
        return upkeep.mend(key);
    }

    @Override
    public MendingReport mended(SwarmKey key) throws InterruptedException {
        return upkeep.mended(key);
    }

    @Override
    public DatasetView move(SwarmKey key, Path place) throws InterruptedException {
        return upkeep.move(key, place);
    }

    @Override
    public DatasetView relocate(SwarmKey key, Path place) throws InterruptedException {
        return upkeep.relocate(key, place);
    }

    @Override
    public DatasetView limit(SwarmKey key, Limits limits) throws InterruptedException {
        return holdings.wish(
                key,
                record -> record.with(new DatasetRecord.Wishes(
                        record.wishes().paused(), limits, record.wishes().peers())));
    }

    @Override
    public Limits limits() {
        return rates.limits();
    }

    @Override
    public Limits limit(Limits limits) throws InterruptedException {
        return rates.limit(limits);
    }

    @Override
    public List<ScheduleRule> schedule() {
        return rates.schedule();
    }

    @Override
    public List<ScheduleRule> schedule(List<ScheduleRule> rules) throws InterruptedException {
        return rates.schedule(rules);
    }

    @Override
    public List<OrderView> orders() {
        return orders.orders();
    }

    @Override
    public OrderView order(Order order) throws InterruptedException {
        return orders.order(order);
    }

    @Override
    public OrderView look(String id) {
        return orders.look(id);
    }

    @Override
    public void cancel(String id) {
        orders.cancel(id);
    }

    @Override
    public Optional<Changes> changes(long seen, Duration limit) throws InterruptedException {
        return holdings.changes(seen, limit);
    }

    @Override
    public Optional<Network> reach() {
        return ReachRow.find(state.database());
    }

    @Override
    public void reach(Network network) {
        ReachRow.put(state.database(), network);
        takeUp(network, NetworkRow.find(state.database()));
    }

    @Override
    public NetworkText network() {
        return NetworkText.of(NetworkRow.find(state.database()));
    }

    @Override
    public void network(NetworkText change) {
        NetworkSettings changed = change.change(NetworkRow.find(state.database()));
        NetworkRow.put(state.database(), changed);
        takeUp(swarm.network(), changed);
    }

    private void takeUp(Network network, NetworkSettings networking) {
        if (network != swarm.network() || !networking.equals(settings.swarm().networking())) {
            end(Next.REOPEN);
        }
    }

    @Override
    public PageKey pageKey() {
        return control.newKey();
    }

    @Override
    public void stop() {
        end(Next.STOP);
    }

    /** To be ended counts more than to be opened again. */
    private void end(Next how) {
        next.accumulateAndGet(how, (before, now) -> before == null || before == Next.REOPEN ? now : before);
        ended.countDown();
    }

    /** Waits until somebody asks the node to end, or to reach another way than it does, or until it cannot go on. */
    public Next awaitEnd() throws InterruptedException {
        ended.await();
        return next.get();
    }

    /**
     * Ends everything but keeps the folder, and goes on in it. This node is closed then, whatever happens.
     *
     * @throws NodeException as {@link #open} does
     */
    public Node reopen(NodeSettings changed) throws InterruptedException {
        AutoCloseable lock = opened.pollLast();
        close();
        return open(changed, lock, Optional.of(control.sessions()));
    }

    /** Ends everything, in a bounded time, and gives the folder free. */
    @Override
    public void close() {
        closeAll(opened);
    }

    /** Anything that fails to close must not keep the rest open; it is a bug, and told as one. */
    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.error("a part of the node did not close", e);
            }
        }
    }
}
