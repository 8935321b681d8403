package org.seedbank.node.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.tracker.Tracker;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerSettings;

/**
 * A tracker for what catalogs hold: what is withdrawn leaves within seconds where the catalog is a folder of this machine,
 * and within an interval elsewhere. A catalog that cannot be reached counts as it was. Whoever opens one closes it.
 */
public final class CatalogTracker implements AutoCloseable {

    /** So often a folder is looked at, which asks for its time and nothing else. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Tracker tracker;
    private final TrackerAccess access;
    private final List<String> catalogs;
    private final List<ScheduledExecutorService> clocks = new ArrayList<>();
    private final Map<Integer, List<TrackedDataset>> datasets = new ConcurrentHashMap<>();
    private volatile int allowed;

    private CatalogTracker(Tracker tracker, TrackerAccess access, List<String> catalogs) {
        this.tracker = tracker;
        this.access = access;
        this.catalogs = catalogs;
    }

    /**
     * Opens a tracker, which answers at once; catalogs are listed meanwhile, each by a thread of its own.
     *
     * @param catalogs by the names that people know them by, the first counts for what several have
     * @param refresh after which each is listed again
     * @throws org.seedbank.tracker.api.TrackerException as {@link Tracker#open} does
     */
    public static CatalogTracker open(
            TrackerSettings settings, Map<String, Supplier<Catalog>> catalogs, Duration refresh)
            throws InterruptedException {
        CatalogTracker opened =
                new CatalogTracker(Tracker.open(settings), settings.access(), List.copyOf(catalogs.keySet()));
        LongLivedThreads threads = new LongLivedThreads();
        int number = 0;
        for (Map.Entry<String, Supplier<Catalog>> each : catalogs.entrySet()) {
            opened.follow(threads, number++, new TrackedCatalog(each.getKey(), each.getValue(), refresh));
        }
        return opened;
    }

    private void follow(LongLivedThreads threads, int number, TrackedCatalog catalog) {
        ScheduledExecutorService clock = threads.clock("seedbank-tracker-catalog-" + number);
        clocks.add(clock);
        Runnable look = LongLivedThreads.guarded(() -> look(number, catalog));
        Future<?> unused = clock.scheduleWithFixedDelay(look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(int number, TrackedCatalog catalog) {
        try {
            catalog.changed().ifPresent(now -> take(number, now));
        } catch (InterruptedException e) {
            // It is being closed.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void take(int number, List<TrackedDataset> now) {
        if (now.equals(datasets.put(number, now))) {
            return;
        }
        List<TrackedDataset> all = new ArrayList<>();
        Map<TrackedDataset.Infohashes, Boolean> known = new HashMap<>();
        for (int each = 0; each < catalogs.size(); each++) {
            for (TrackedDataset dataset : datasets.getOrDefault(each, List.of())) {
                if (known.put(dataset.infohashes(), true) == null) {
                    all.add(dataset);
                }
            }
        }
        tracker.allow(all);
        allowed = all.size();
    }

    /** How it runs. */
    public TrackerFacts facts() {
        return new TrackerFacts(tracker.addresses(), catalogs, allowed, access.open(), access.membersOnly());
    }

    /** Where it listens, with the ports that it has. */
    public List<HostPort> addresses() {
        return tracker.addresses();
    }

    @Override
    public void close() {
        clocks.forEach(ScheduledExecutorService::shutdownNow);
        tracker.close();
    }
}
