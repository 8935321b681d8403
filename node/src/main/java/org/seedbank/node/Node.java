package org.seedbank.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.Removed;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.internal.control.ControlServer;
import org.seedbank.node.internal.datasets.DatasetIntake;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.datasets.Upkeep;
import org.seedbank.node.internal.files.BackgroundPriority;
import org.seedbank.node.internal.files.DataDeletion;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.history.HistoryTable;
import org.seedbank.node.internal.orders.HeldTorrents;
import org.seedbank.node.internal.orders.OrderTimings;
import org.seedbank.node.internal.orders.Orders;
import org.seedbank.node.internal.orders.OrdersSettings;
import org.seedbank.node.internal.rates.Rates;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.node.internal.store.ReachRow;
import org.seedbank.node.internal.store.ResumeTable;
import org.seedbank.node.internal.takeover.NodeStateOpening;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.ResumeFolder;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: seeds and fetches what it was given, until it is closed, and goes on from there when it is opened again.
 * Safe for all threads; whoever opens it closes it.
 */
public final class Node implements NodeControl, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final NodeSettings settings;
    private final Instant started = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Set before {@link #ended}, and never back. */
    private volatile boolean stopped;

    /** Holds what was opened, to be closed in the opposite order. Belongs to who opens, and then to who closes. */
    private final Deque<AutoCloseable> opened;

    private final NodeStateOpening.Opened state;
    private final Swarm swarm;
    private final HistoryTable history;
    private final Rates rates;
    private final HeldDatasets holdings;
    private final DatasetIntake intake;
    private final Upkeep upkeep;
    private final Orders orders;

    /** Written once, before others know of this node. */
    private ControlServer control;

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
        this.rates = new Rates(database, swarm);
        opened.push(rates);
        this.history = new HistoryTable(database);
        DatasetStore store = new DatasetStore(database, settings.state());
        NodeResources means = new NodeResources(swarm, store, history, NodeSettings.RESERVE);
        this.holdings = HeldDatasets.open(means, rates::limits);
        opened.push(holdings);
        this.intake = new DatasetIntake(holdings, means);
        this.upkeep = new Upkeep(holdings, means);
        this.orders = Orders.open(this, this::held, ordersOf(settings, database));
        opened.push(orders);
    }

    /**
     * Takes the state folder and goes on with what is in it.
     *
     * @throws NodeException.AlreadyRunning when another node has the folder
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be used
     * @throws org.seedbank.database.DatabaseException when its database cannot be opened
     * @throws NodeException.CannotListen when the control port is taken
     * @throws SwarmException as {@link org.seedbank.swarm.libtorrent.LibtorrentSwarm} does
     */
    public static Node open(NodeSettings settings) throws InterruptedException {
        NodeLock lock = NodeLock.take(settings.folder());
        ControlServer.forgetKilled(settings.folder());
        return open(settings, lock);
    }

    private static Node open(NodeSettings settings, AutoCloseable lock) throws InterruptedException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        opened.push(lock);
        Node node = null;
        try {
            Node opening = new Node(settings, opened);
            opening.control = ControlServer.open(opening, settings.folder(), settings.controlPort());
            opened.push(opening.control);
            node = opening;
            return node;
        } finally {
            if (node == null) {
                closeAll(opened);
            }
        }
    }

    private static OrdersSettings ordersOf(NodeSettings settings, NodeDatabase database) {
        return new OrdersSettings(
                database,
                settings.folder(),
                settings.work().catalogs(),
                settings.program(),
                settings.work().checkpoints(),
                OrderTimings.USUAL,
                BackgroundPriority::take);
    }

    private Optional<HeldTorrents.Held> held(SwarmKey key) {
        try {
            return holdings.wanted(key).map(each -> new HeldTorrents.Held(each.torrent(), each.files()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public NodeFacts facts() {
        List<String> warnings = new ArrayList<>(state.warnings());
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
                rates.inForce(),
                rates.isScheduled(),
                warnings);
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
    public DatasetView add(NewDataset request) throws InterruptedException {
        return intake.add(request);
    }

    @Override
    public Metainfo resolve(String magnet, Duration limit) throws InterruptedException {
        try {
            return swarm.resolve(magnet, List.of(), limit);
        } catch (SwarmException.NobodyHasIt e) {
            throw new NodeException.NobodyHasIt(e.getMessage(), swarm.network());
        } catch (IntegrityException.BadMagnet e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    @Override
    public Removed remove(SwarmKey key, boolean deleteData) throws InterruptedException {
        Optional<HeldDatasets.Forgotten> known = holdings.remove(key);
        return known.isPresent() ? removed(known.get(), deleteData) : Removed.NOTHING;
    }

    private Removed removed(HeldDatasets.Forgotten forgotten, boolean deleteData) throws InterruptedException {
        if (deleteData) {
            OngoingFetch.discard(forgotten.torrent(), forgotten.record().root());
        }
        Removed removed = deleteData
                ? new DataDeletion(forgotten.torrent(), forgotten.record(), forgotten.verified()).run()
                : Removed.NOTHING;
        String files = deleteData
                ? "%d of its files at '%%s' were deleted, %d were left".formatted(removed.files(), removed.left())
                : "its files stay at '%s'";
        history.note(forgotten.happening(
                HistoryEntry.Kind.REMOVED, files.formatted(forgotten.record().root())));
        return removed;
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
        }
    }

    @Override
    public void withdrawn(SwarmKey key, String why) {
        DatasetView view = holdings.view(key);
        history.note(new HistoryEntry(
                Instant.now(), HistoryEntry.Kind.WITHDRAWN, key, view.name(), view.digest(), history.serial(key), why));
    }

    @Override
    public DatasetView pause(SwarmKey key) throws InterruptedException {
        return holdings.pause(key);
    }

    @Override
    public DatasetView resume(SwarmKey key) throws InterruptedException {
        return holdings.resume(key);
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
        if (network != swarm.network()) {
            ended.countDown();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        ended.countDown();
    }

    /**
     * Waits until somebody asks the node to end, or to reach another way than it does.
     *
     * @return whether it is to end; otherwise it is to be opened again, see {@link #reopen}
     */
    public boolean awaitStop() throws InterruptedException {
        ended.await();
        return stopped;
    }

    /**
     * Ends everything but keeps the folder, and goes on in it. This node is closed then, whatever happens.
     *
     * @throws NodeException as {@link #open} does
     */
    public Node reopen(NodeSettings changed) throws InterruptedException {
        AutoCloseable lock = opened.pollLast();
        close();
        return open(changed, lock);
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
