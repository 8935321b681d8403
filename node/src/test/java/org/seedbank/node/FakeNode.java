package org.seedbank.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

/** A node that only remembers: nothing is seeded or fetched. Tests set its datasets' states with {@link #put}. */
public final class FakeNode implements NodeControl {

    /** When it has started, and got everything that it has. */
    public static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

    /** The only magnet link that it can resolve, and what it means. */
    public static final Metainfo RESOLVED = SampleTorrents.named("resolved");

    private final Map<SwarmKey, String> serials = new LinkedHashMap<>();
    private final Map<SwarmKey, DatasetView> datasets = new LinkedHashMap<>();
    private final Map<SwarmKey, Long> changed = new LinkedHashMap<>();
    private final Map<SwarmKey, Long> gone = new LinkedHashMap<>();
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private Limits limits = Limits.NONE;
    private List<ScheduleRule> schedule = List.of();
    private Optional<Network> reach = Optional.empty();
    private Network network = Network.LOCAL;
    private long number;
    private int ordersGiven;

    /** Ends when {@link #stop} was called. */
    public CountDownLatch stopped() {
        return stopped;
    }

    /** Ends when somebody has begun to wait for a magnet link that nobody has. */
    public CountDownLatch asked() {
        return asked;
    }

    /** Puts a dataset in the place of any with its key. */
    public synchronized DatasetView put(DatasetView view) {
        datasets.put(view.key(), view);
        gone.remove(view.key());
        changed.put(view.key(), ++number);
        notifyAll();
        return view;
    }

    @Override
    public synchronized NodeFacts facts() {
        return new NodeFacts(
                "1.2.3",
                ProcessHandle.current().pid(),
                STARTED,
                network,
                6881,
                0,
                datasets.size(),
                1,
                2,
                limits,
                false,
                List.of("the disk is nearly full"));
    }

    @Override
    public synchronized List<DatasetView> datasets() {
        return List.copyOf(datasets.values());
    }

    @Override
    public synchronized DatasetView dataset(SwarmKey key) {
        return Optional.ofNullable(datasets.get(key)).orElseThrow(() -> new NodeException.UnknownDataset(key.hex()));
    }

    @Override
    public synchronized DatasetView add(NewDataset request) {
        DatasetView view = SampleViews.of(request);
        DatasetView known = datasets.get(view.key());
        if (known != null && !known.path().equals(view.path())) {
            throw new NodeException.HeldElsewhere(view.name(), known.path());
        }
        return known == null ? put(view) : known;
    }

    @Override
    public Metainfo resolve(String magnet, Duration limit) throws InterruptedException {
        if (!magnet.startsWith("magnet:?")) {
            throw new NodeException.BadRequest("'%s' is no magnet link".formatted(magnet));
        }
        if (magnet.equals(RESOLVED.magnetLink())) {
            return RESOLVED;
        }
        asked.countDown();
        stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        throw new NodeException.NobodyHasIt("nobody has sent the torrent");
    }

    @Override
    public synchronized Removed remove(SwarmKey key, boolean deleteData) {
        dataset(key);
        datasets.remove(key);
        changed.remove(key);
        gone.put(key, ++number);
        notifyAll();
        return Removed.NOTHING;
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
        return put(SampleViews.with(dataset(key), DatasetState.PAUSED));
    }

    @Override
    public synchronized DatasetView resume(SwarmKey key) {
        return put(SampleViews.with(dataset(key), DatasetState.SEEDING));
    }

    @Override
    public synchronized DatasetView check(SwarmKey key, boolean everything) {
        return dataset(key);
    }

    @Override
    public synchronized DatasetView found(SwarmKey key, FixityFindings findings) {
        if (findings.damaged().stream().anyMatch(index -> index < 0)) {
            throw new NodeException.BadRequest("files are named by their indexes in the torrent");
        }
        return dataset(key);
    }

    @Override
    public synchronized DatasetView mend(SwarmKey key) {
        DatasetView view = dataset(key);
        throw new NodeException.Refused(
                "'%s' is %s".formatted(view.name(), view.state().label()), "it has to be complete first");
    }

    @Override
    public synchronized MendingReport mended(SwarmKey key) {
        dataset(key);
        return MendingReport.NOTHING;
    }

    @Override
    public synchronized DatasetView move(SwarmKey key, Path place) {
        dataset(key);
        throw new NodeException.Refused(
                "'%s' has not been fetched to its end".formatted(key), "wait until it is complete");
    }

    @Override
    public synchronized DatasetView relocate(SwarmKey key, Path place) {
        dataset(key);
        throw new NodeException.Refused("'%s' is not the dataset".formatted(place), "name another place");
    }

    @Override
    public synchronized DatasetView limit(SwarmKey key, Limits given) {
        return put(SampleViews.with(dataset(key), given));
    }

    @Override
    public synchronized Limits limits() {
        return limits;
    }

    @Override
    public synchronized Limits limit(Limits given) {
        limits = given;
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
        return orders.values().stream()
                .filter(view -> view.order().usual().equals(order.usual()))
                .findFirst()
                .map(view -> {
                    orders.put(view.id(), view.with(view.order().asOftenAs(order)));
                    return orders.get(view.id());
                })
                .orElseGet(() -> {
                    String id = "order-" + ++ordersGiven;
                    orders.put(
                            id, new OrderView(id, order, STARTED, List.of("looked at the folder"), Optional.empty()));
                    return orders.get(id);
                });
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
        while (seen == number) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return Optional.empty();
            }
            wait(millis);
        }
        // A number from before the node was started anew means nothing now.
        long since = seen > number ? 0 : seen;
        List<DatasetView> different = new ArrayList<>();
        datasets.forEach((key, view) -> {
            if (changed.get(key) > since) {
                different.add(view);
            }
        });
        return Optional.of(new Changes(
                number,
                different,
                gone.entrySet().stream()
                        .filter(entry -> entry.getValue() > since)
                        .map(Map.Entry::getKey)
                        .toList()));
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}
