package org.seedbank.node.internal.watching;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folders of datasets, on a thread of its own, as many as the system and a budget have room for, those first
 * that it helps most. Whoever opens it closes it, which ends the thread.
 */
public final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long ROUND_MILLIS = 500;
    private static final long BUSY_MILLIS = 100;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Listener listener;
    private final WatchService service;
    private final WatchedFolders folders;
    private final NoticedChanges<SwarmKey> changes = new NoticedChanges<>();
    private final AtomicReference<List<WatchedDataset>> wanted = new AtomicReference<>();
    private final Queue<SwarmKey> again = new ConcurrentLinkedQueue<>();
    private final Map<SwarmKey, WatchedDataset> chosen = new HashMap<>();
    private final Loop loop;
    private int budget;

    /** Hears of changes, on the thread that watches: it must not wait. */
    public interface Listener {
        /** Files of a dataset may have changed. */
        void changed(SwarmKey dataset);

        /** Events were lost; anything may have changed. */
        void lostTrack();
    }

    private FolderWatch(WatchService service, int budget, Listener listener, LongLivedThreads threads) {
        this.service = service;
        this.folders = new WatchedFolders(service);
        this.budget = budget;
        this.listener = listener;
        this.loop = threads.loop("seedbank-node-watch", this::round);
    }

    /**
     * Watches nothing yet. Empty where nothing can be watched.
     *
     * @param budget how many folders are watched at most
     * @param threads those of the node
     */
    public static Optional<FolderWatch> open(int budget, Listener listener, LongLivedThreads threads) {
        if (budget == 0) {
            return Optional.empty();
        }
        try {
            FolderWatch watch = new FolderWatch(FileSystems.getDefault().newWatchService(), budget, listener, threads);
            watch.loop.start();
            return Optional.of(watch);
        } catch (IOException e) {
            LOG.warn("changes of files are found every some minutes only: {}", IoReason.of(e));
            return Optional.empty();
        }
    }

    /** Watches these datasets and no others from now on; each is told as changed once it is watched. Any thread. */
    public void follow(List<WatchedDataset> datasets) {
        wanted.set(List.copyOf(datasets));
    }

    /** Tells again of what could not be looked at, a little later. Any thread. */
    public void again(SwarmKey dataset) {
        again.add(dataset);
    }

    private void round() throws InterruptedException {
        List<WatchedDataset> newest = wanted.getAndSet(null);
        if (newest != null) {
            plan(newest);
        }
        takeAll();
        for (SwarmKey key = again.poll(); key != null; key = again.poll()) {
            changes.noticed(key, System.nanoTime());
        }
        changes.due(System.nanoTime()).stream()
                .filter(folders::has)
                .forEach(key -> LongLivedThreads.guarded(() -> tell(key)).run());
    }

    /** A file that is being written costs a look at its folder a few times a second, not one for each write. */
    private void takeAll() throws InterruptedException {
        WatchKey folder = service.poll(ROUND_MILLIS, TimeUnit.MILLISECONDS);
        boolean busy = folder != null;
        while (folder != null) {
            take(folder);
            folder = service.poll();
        }
        if (busy) {
            TimeUnit.MILLISECONDS.sleep(BUSY_MILLIS);
        }
    }

    private void take(WatchKey folder) {
        for (WatchEvent<?> event : folder.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                listener.lostTrack();
            }
            notice(folders.concerned(folder, event));
        }
        if (!folder.reset()) {
            notice(folders.in(folder));
        }
    }

    private void notice(List<SwarmKey> datasets) {
        datasets.forEach(each -> changes.noticed(each, System.nanoTime()));
    }

    /** Watches folders anew that were replaced, and then has the dataset looked at. */
    private void tell(SwarmKey dataset) {
        watch(chosen.get(dataset));
        listener.changed(dataset);
    }

    /** Those of the greatest benefit for which there is room. */
    private void plan(List<WatchedDataset> datasets) {
        int room = budget;
        Map<SwarmKey, WatchedDataset> planned = new LinkedHashMap<>();
        for (WatchedDataset each :
                datasets.stream().sorted(WatchedDataset.BENEFIT).toList()) {
            if (each.folders() <= room) {
                room -= each.folders();
                planned.put(each.key(), each);
            }
        }
        folders.datasets().stream().filter(key -> !isThere(key, planned)).forEach(this::forget);
        chosen.clear();
        chosen.putAll(planned);
        planned.values().stream()
                .filter(each -> !folders.has(each.key()))
                .forEach(each -> LongLivedThreads.guarded(() -> begin(each)).run());
    }

    /** Tells whether a dataset is still to be watched where it was. */
    private boolean isThere(SwarmKey dataset, Map<SwarmKey, WatchedDataset> planned) {
        return planned.containsKey(dataset)
                && planned.get(dataset).root().equals(chosen.get(dataset).root());
    }

    private void forget(SwarmKey dataset) {
        folders.remove(dataset);
        changes.forget(dataset);
    }

    private void begin(WatchedDataset dataset) {
        watch(dataset);
        // It may have changed since somebody looked, before it was watched.
        changes.noticed(dataset.key(), System.nanoTime());
    }

    private void watch(WatchedDataset dataset) {
        if (loop.isClosing()) {
            return;
        }
        try {
            folders.add(dataset.key(), dataset.places().get());
        } catch (IOException e) {
            budget = Math.min(budget, folders.size());
            LOG.info("{} folders are watched, others have no room: {}", budget, IoReason.of(e));
        } catch (SeedbankException | IllegalArgumentException e) {
            LOG.debug("a dataset is not watched", e); // Whoever looks at it says why it cannot be read.
        }
    }

    /** Ends the thread and gives all watches back. */
    @Override
    public void close() {
        loop.close();
        try {
            service.close();
        } catch (IOException e) {
            LOG.warn("watching did not end: {}", IoReason.of(e));
        }
        loop.join(CLOSE_LIMIT);
    }
}
