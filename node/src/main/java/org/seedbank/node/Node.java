package org.seedbank.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.seedbank.integrity.Metainfo;
import org.seedbank.node.internal.control.ControlServer;
import org.seedbank.node.internal.holdings.Holdings;
import org.seedbank.node.internal.holdings.Intake;
import org.seedbank.node.internal.holdings.Means;
import org.seedbank.node.internal.holdings.Removal;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;

/**
 * A running node: seeds and fetches what it was given, until it is closed, and goes on from there when it is opened again.
 * Safe for all threads; whoever opens it closes it.
 */
public final class Node implements NodeControl, AutoCloseable {

    private final NodeSettings settings;
    private final Instant started = Instant.now();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final NodeLock lock;
    private final Swarm swarm;
    private final Means means;
    private final Rates rates;
    private final Holdings holdings;
    private final Intake intake;

    /** Set once, by who opens the node, before others see it. */
    private ControlServer control;

    private Node(NodeSettings settings, NodeLock lock, Swarm swarm, DatasetStore store) throws InterruptedException {
        this.settings = settings;
        this.lock = lock;
        this.swarm = swarm;
        this.means = new Means(swarm, store, settings.work().locks(), NodeSettings.RESERVE);
        this.rates = new Rates(settings.folder().resolve("settings.json"), swarm);
        this.holdings = Holdings.open(means, store.load(), rates::limits);
        this.intake = new Intake(holdings, means);
    }

    /**
     * Takes the state folder and goes on with what is in it.
     *
     * @throws NodeException.AlreadyRunning when another node has the folder
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be used
     * @throws SwarmException as {@link Swarm#open} does
     */
    public static Node open(NodeSettings settings) throws InterruptedException {
        NodeLock lock = NodeLock.take(settings.folder());
        Swarm swarm = null;
        Node node = null;
        try {
            DatasetStore store = new DatasetStore(settings.folder().resolve("datasets"));
            swarm = Swarm.open(settings.swarm());
            Node opening = new Node(settings, lock, swarm, store);
            opening.control = ControlServer.open(opening, settings.folder(), settings.controlPort());
            node = opening;
            return node;
        } finally {
            if (node == null) {
                if (swarm != null) {
                    swarm.close();
                }
                lock.close();
            }
        }
    }

    @Override
    public NodeFacts facts() {
        List<String> warnings = new ArrayList<>(holdings.warnings());
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
            throw new SwarmException.TimedOut(magnet, limit);
        } catch (SwarmException.TimedOut e) {
            throw new NodeException.NobodyHasIt(e.getMessage());
        }
    }

    @Override
    public void remove(SwarmKey key, boolean deleteData) throws InterruptedException {
        Holdings.Forgotten forgotten = holdings.remove(key);
        if (deleteData) {
            new Removal(forgotten.torrent(), forgotten.record()).run();
        }
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
        return List.of();
    }

    @Override
    public OrderView order(Order order) {
        throw new NodeException.BadRequest("no orders yet");
    }

    @Override
    public void cancel(String id) {
        throw new NodeException.UnknownOrder(id);
    }

    @Override
    public Optional<Changes> changes(long seen, Duration limit) throws InterruptedException {
        return holdings.changes(seen, limit);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    /** Waits until somebody asks the node to end. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Ends everything, in a bounded time, and gives the folder free. */
    @Override
    public void close() {
        control.close();
        rates.close();
        holdings.close();
        lock.close();
    }
}
