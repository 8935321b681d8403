package org.seedbank.node.internal.findings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.examination.Finding;

/**
 * Keeps what was found at the last look at the machine, so that asking a node for it costs nothing. Looks by itself from time to
 * time, on a thread of its own, and oftener at what is bad, so that it is not told for long once it is mended. Safe for all
 * threads; whoever starts it closes it.
 */
public final class MachineWatch implements AutoCloseable {

    /** Nothing is looked at while a node starts, which has more to do then. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    static final Duration EACH = Duration.ofSeconds(30);

    /** What writes to the disk or asks others is looked at after this time, and {@link #AGAIN} while something of it is bad. */
    static final Duration THOROUGH = Duration.ofMinutes(5);

    static final Duration AGAIN = Duration.ofMinutes(1);

    /** Many datasets may be published one after the other, and are counted together. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** A look ends by itself, but for a disk or a mounted folder that hangs. */
    private static final Duration HANGS = Duration.ofMinutes(10);

    private final Looks looks;
    private final LongSupplier nanos;
    private final LongLivedThreads threads = new LongLivedThreads(HANGS, false);
    private final ScheduledExecutorService clock = threads.clock("seedbank-node-machine");

    /** Replaced by the thread that looks. */
    private volatile List<Finding> quick = List.of();

    private volatile List<Finding> thorough = List.of();

    private volatile List<Finding> catalogs = List.of();

    /** Whether a look at the catalogs is on its way. */
    private final AtomicBoolean counting = new AtomicBoolean();

    /** When the next thorough look is due; used by the thread that looks. */
    private long due;

    /** Looks at the machine. All are called on one thread. */
    public interface Looks {
        /** Looks at what costs nothing. */
        List<Finding> quick();

        /** Looks at what writes to the disk, or asks others. */
        List<Finding> thorough() throws InterruptedException;

        /** Looks at what catalogs list, with each thorough look, and when something was listed. */
        List<Finding> listed() throws InterruptedException;
    }

    MachineWatch(Looks looks, LongSupplier nanos) {
        this.looks = looks;
        this.nanos = nanos;
        this.due = nanos.getAsLong();
    }

    /** Looks from now on. */
    public static MachineWatch start(Looks looks) {
        MachineWatch watch = new MachineWatch(looks, System::nanoTime);
        var unused = watch.clock.scheduleWithFixedDelay(
                LongLivedThreads.guarded(watch::look), FIRST.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    void look() {
        quick = looks.quick();
        if (nanos.getAsLong() - due < 0) {
            return;
        }
        try {
            thorough = looks.thorough();
            catalogs = looks.listed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The node ends.
        } finally {
            boolean bad = Stream.concat(thorough.stream(), catalogs.stream())
                    .anyMatch(each -> each.health() == Finding.Health.BAD);
            due = nanos.getAsLong() + (bad ? AGAIN : THOROUGH).toNanos();
        }
    }

    /** Counts soon what the catalogs list, as it has changed. */
    public void catalogsChanged() {
        if (counting.compareAndSet(false, true)) {
            try {
                var unused = clock.schedule(
                        LongLivedThreads.guarded(this::count), TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                return; // The node ends.
            }
        }
    }

    private void count() {
        counting.set(false);
        try {
            catalogs = looks.listed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The node ends.
        }
    }

    /** What was found last; nothing before the first look. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(quick);
        all.addAll(thorough);
        all.addAll(catalogs);
        return all;
    }

    /** Tells that it hangs, if it does. */
    public List<Fault> faults() {
        return threads.faults();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
