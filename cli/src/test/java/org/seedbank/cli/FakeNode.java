package org.seedbank.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
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
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** A node in memory that moves no bytes: a test says how its datasets come along. Safe for all threads. */
public final class FakeNode implements NodeControl {

    static final Instant ADDED = Instant.parse("2026-05-17T08:00:00Z");

    private final Map<SwarmKey, String> serials = new LinkedHashMap<>();
    private final Map<SwarmKey, DatasetView> datasets = new LinkedHashMap<>();
    private final Map<SwarmKey, Long> changed = new LinkedHashMap<>();
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<String, Metainfo> magnets = new LinkedHashMap<>();
    private final List<NewDataset> requests = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Network network;
    private Optional<Network> reach = Optional.empty();
    private List<ScheduleRule> schedule = List.of();
    private Limits limits = Limits.NONE;
    private MendingReport mended = MendingReport.NOTHING;
    private Runnable onMend = () -> {};
    private long number;
    private boolean stopped;

    public FakeNode(Network network) {
        this.network = network;
    }

    /** What it was asked to take in. */
    synchronized List<NewDataset> requests() {
        return List.copyOf(requests);
    }

    /** What it was told to remove, and whether with its data. */
    public synchronized List<String> removals() {
        return List.copyOf(removals);
    }

    /** What it was told to do with its datasets' files. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Something is wrong with it. */
    synchronized void warns(String warning) {
        warnings.add(warning);
    }

    /** From now on it knows the torrent of a magnet link. */
    synchronized void knows(String magnet, Metainfo torrent) {
        magnets.put(magnet, torrent);
    }

    /** Takes in or replaces a dataset. */
    public synchronized void put(DatasetView view) {
        datasets.put(view.key(), view);
        changed.put(view.key(), ++number);
        notifyAll();
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
    synchronized void awaitRequests(int count) throws InterruptedException {
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        while (requests.size() < count && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    /** Waits until it was told this of its datasets' files. */
    synchronized void awaitTold(String what) throws InterruptedException {
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        while (!told.contains(what) && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    @Override
    public synchronized NodeFacts facts() {
        return new NodeFacts("0.1.0", 4711, ADDED, network, 6881, 8080, datasets.size(), 0, 0, limits, false, warnings);
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

    @Override
    public synchronized DatasetView add(NewDataset request) {
        requests.add(request);
        SwarmKey key = SwarmKey.of(request.torrent());
        DatasetView wanted = FakeView.of(request).view();
        if (!datasets.containsKey(key)) {
            put(wanted);
        } else if (!dataset(key).path().equals(wanted.path())) {
            throw new NodeException.HeldElsewhere(wanted.name(), dataset(key).path());
        }
        notifyAll();
        return dataset(key);
    }

    @Override
    public synchronized Metainfo resolve(String magnet, Duration limit) {
        Metainfo torrent = magnets.get(magnet);
        if (torrent == null) {
            throw new NodeException.NobodyHasIt(
                    "nobody sent the torrent of '%s' for %d seconds".formatted(magnet, limit.toSeconds()));
        }
        return torrent;
    }

    @Override
    public synchronized Removed remove(SwarmKey key, boolean deleteData) {
        removals.add(dataset(key).name() + (deleteData ? " with its data" : ""));
        datasets.remove(key);
        changed.put(key, ++number);
        notifyAll();
        return deleteData
                ? new Removed(1, 500, 1, List.of("'/data/notes': it is not of the dataset"))
                : Removed.NOTHING;
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
        told.add("mend " + dataset(key).name());
        onMend.run();
        return dataset(key);
    }

    @Override
    public synchronized MendingReport mended(SwarmKey key) {
        dataset(key);
        return mended;
    }

    /** From now on mending comes to this, and does that to the files. */
    public synchronized void mends(MendingReport report, Runnable deed) {
        mended = report;
        onMend = deed;
    }

    @Override
    public synchronized DatasetView move(SwarmKey key, Path place) {
        told.add("move " + dataset(key).name());
        put(FakeView.of(dataset(key)).at(place).view());
        return dataset(key);
    }

    @Override
    public synchronized DatasetView relocate(SwarmKey key, Path place) {
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
    public synchronized List<OrderView> orders() {
        return List.copyOf(orders.values());
    }

    @Override
    public synchronized OrderView order(Order order) {
        String kind = order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String id = kind + "-" + (orders.size() + 1);
        orders.put(id, new OrderView(id, order, ADDED, List.of(), Optional.empty()));
        return orders.get(id);
    }

    /** An order has something to tell. */
    synchronized void tells(String id, String news, String problem) {
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
                        Optional.of(ADDED),
                        Optional.of(ADDED.plusSeconds(5))));
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
        while (number <= seen && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        if (number <= seen) {
            return Optional.empty();
        }
        List<DatasetView> newer = new ArrayList<>();
        List<SwarmKey> gone = new ArrayList<>();
        changed.forEach((key, at) -> {
            if (at > seen && datasets.containsKey(key)) {
                newer.add(datasets.get(key));
            } else if (at > seen) {
                gone.add(key);
            }
        });
        return Optional.of(new Changes(number, newer, gone));
    }

    @Override
    public synchronized void stop() {
        stopped = true;
    }
}
