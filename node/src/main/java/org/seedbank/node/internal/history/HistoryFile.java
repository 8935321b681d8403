package org.seedbank.node.internal.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.RotatingFile;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history in a file that rotates, and says it in the log too. A line is with the operating system when it was
 * noted, so that no death of this process takes it, and on the disk a moment later. Whoever opens it closes it.
 */
public final class HistoryFile implements DatasetHistory, AutoCloseable {

    /** Some ten thousand events. */
    public static final long MAX_BYTES = 4_000_000;

    /** Older files that are kept, as {@code history.1} to {@code history.4}. */
    public static final int OLDER = 4;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

    /** Many lines can come at once, and the disk need not be asked for each. */
    private static final long FORCE_MILLIS = 500;

    private static final long RETRY_MILLIS = 5_000;

    /** A disk that is full for long costs the history more events than this, and no memory. */
    private static final int MOST_UNWRITTEN = 1000;

    private final Path path;
    private final ScheduledExecutorService forcing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "seedbank-node-history");
        thread.setDaemon(true);
        return thread;
    });

    private final long limit;

    /** Opened by the first event, so that a disk in trouble keeps no node from starting; guarded by this. */
    private Optional<RotatingFile> file = Optional.empty();

    /** Lines that the disk has refused so far; guarded by this. */
    private final Deque<String> unwritten = new ArrayDeque<>();

    /** Whether the last lines are still to be put on the disk; guarded by this. */
    private boolean unforced;

    /** What people call datasets, as the history says; guarded by this. */
    private final Map<SwarmKey, String> serials = new HashMap<>();

    private volatile Optional<String> warning = Optional.empty();

    /** Goes on with the history in a node's own folder. */
    public HistoryFile(Path nodeFolder) {
        this(nodeFolder, MAX_BYTES);
    }

    HistoryFile(Path nodeFolder, long limit) {
        this.path = in(nodeFolder);
        this.limit = limit;
        HistoryReading.last(nodeFolder, Integer.MAX_VALUE, this::takeSerial);
    }

    /** Takes none of them into memory. */
    private boolean takeSerial(HistoryEntry entry) {
        // The newest file is read first.
        entry.serial().ifPresent(serial -> serials.putIfAbsent(entry.key(), serial));
        return false;
    }

    /** What people call a dataset, where that was told. */
    public synchronized Optional<String> serial(SwarmKey key) {
        return Optional.ofNullable(serials.get(key));
    }

    /** The newest file of the history. */
    public static Path in(Path nodeFolder) {
        return nodeFolder.resolve("history");
    }

    @Override
    public synchronized void note(HistoryEntry happened) {
        happened.serial().ifPresent(serial -> serials.put(happened.key(), serial));
        HistoryEntry entry = happened.serial()
                .or(() -> serial(happened.key()))
                .map(happened::with)
                .orElse(happened);
        LOG.info(
                "{} '{}' ({}{}): {}",
                entry.kind().label(),
                entry.name(),
                entry.digest().map(Object::toString).orElse(entry.key().hex()),
                entry.serial().map(serial -> ", " + serial).orElse(""),
                entry.detail());
        if (unwritten.size() < MOST_UNWRITTEN) {
            unwritten.addLast(HistoryJson.write(entry));
        }
        write();
    }

    /** Writes what is not written yet, or says why not and tries again later. */
    private synchronized void write() {
        try {
            if (file.isEmpty()) {
                file = Optional.of(new RotatingFile(path, limit, OLDER));
            }
            while (!unwritten.isEmpty()) {
                file.get().append(unwritten.getFirst());
                unwritten.removeFirst();
            }
            warning = Optional.empty();
            forceSoon();
        } catch (IOException e) {
            String problem = "cannot write '%s': %s".formatted(path, IoReason.of(e));
            if (!warning.equals(Optional.of(problem))) {
                LOG.warn(problem);
            }
            warning = Optional.of(problem);
            later(this::write, RETRY_MILLIS);
        }
    }

    private void later(Runnable task, long millis) {
        try {
            Future<?> unused = forcing.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the history is being closed");
        }
    }

    /** Why the last events are not kept yet, for a person. */
    public Optional<String> warning() {
        return warning;
    }

    private void forceSoon() {
        if (unforced) {
            return;
        }
        unforced = true;
        later(this::force, FORCE_MILLIS); // Whoever closes it forces it too.
    }

    private synchronized void force() {
        unforced = false;
        try {
            if (file.isPresent()) {
                file.get().force();
            }
        } catch (IOException e) {
            LOG.warn("'{}' is not on the disk: {}", path, e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        forcing.shutdownNow();
        synchronized (this) {
            force();
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
