package org.seedbank.node.internal.detail;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.swarm.SwarmKey;

/**
 * Keeps what the node and each of its datasets have moved in the last hour. Memory is taken only for those that moved anything in
 * it, and for no more than {@value #MOST_MOVING}: those that moved last. Safe for all threads; whoever starts it closes it.
 */
public final class RateLog implements AutoCloseable {

    /** Their samples take 6 MB. */
    static final int MOST_MOVING = 1_000;

    private final Supplier<? extends Collection<DatasetView>> datasets;
    private final LongSupplier nanos;
    private final ScheduledExecutorService clock;
    private final Samples all = new Samples();

    /** Those that moved something, the one that did so longest ago first. */
    private final Map<SwarmKey, Samples> moving = new LinkedHashMap<>();

    private Map<SwarmKey, Total> before;
    private long sampled;
    private Instant until = Instant.now();

    /** How many samples were taken. */
    private long count;

    private record Total(long downloaded, long uploaded) {
        private static final Total NOTHING = new Total(0, 0);

        static Total of(DatasetView view) {
            return new Total(view.traffic().downloaded(), view.traffic().uploaded());
        }

        /** One that was forgotten and taken in again counts anew. */
        Total since(Total earlier) {
            return new Total(Math.max(0, downloaded - earlier.downloaded), Math.max(0, uploaded - earlier.uploaded));
        }

        Total and(Total other) {
            return new Total(downloaded + other.downloaded, uploaded + other.uploaded);
        }

        boolean isNothing() {
            return downloaded == 0 && uploaded == 0;
        }
    }

    /** The last samples of something; those of which nothing was put are zero. */
    private static final class Samples {
        private final long[] download = new long[RateSamples.MOST];
        private final long[] upload = new long[RateSamples.MOST];
        private long last;

        /** The last that was put. */
        private long newest;

        void put(long number, long down, long up) {
            clear(number);
            newest = number;
            download[(int) (number % RateSamples.MOST)] = down;
            upload[(int) (number % RateSamples.MOST)] = up;
        }

        /** Forgets what is older than an hour when this one is the last. */
        private void clear(long number) {
            for (long each = Math.max(last + 1, number - RateSamples.MOST + 1); each <= number; each++) {
                download[(int) (each % RateSamples.MOST)] = 0;
                upload[(int) (each % RateSamples.MOST)] = 0;
            }
            last = number;
        }

        List<Long> list(long[] rates, long end) {
            clear(end - 1);
            List<Long> list = new ArrayList<>();
            for (long each = Math.max(0, end - RateSamples.MOST); each < end; each++) {
                list.add(rates[(int) (each % RateSamples.MOST)]);
            }
            return list;
        }
    }

    RateLog(Supplier<? extends Collection<DatasetView>> datasets, LongSupplier nanos, ScheduledExecutorService clock) {
        this.datasets = datasets;
        this.nanos = nanos;
        this.clock = clock;
        this.sampled = nanos.getAsLong();
        this.before = totals(datasets.get());
    }

    /**
     * Begins to keep it.
     *
     * @param datasets gives all that there are now
     */
    public static RateLog start(Supplier<? extends Collection<DatasetView>> datasets, LongLivedThreads threads) {
        ScheduledExecutorService clock = threads.clock("seedbank-node-rates");
        RateLog log = new RateLog(datasets, System::nanoTime, clock);
        long step = RateSamples.STEP.toMillis();
        Future<?> unused =
                clock.scheduleAtFixedRate(LongLivedThreads.guarded(log::sample), step, step, TimeUnit.MILLISECONDS);
        return log;
    }

    private static Map<SwarmKey, Total> totals(Collection<DatasetView> views) {
        Map<SwarmKey, Total> totals = new HashMap<>();
        views.forEach(view -> totals.put(view.key(), Total.of(view)));
        return totals;
    }

    /** Takes the next sample, or several that are alike where the last is longer ago. */
    synchronized void sample() {
        long now = nanos.getAsLong();
        long step = RateSamples.STEP.toNanos();
        long steps = Math.min(RateSamples.MOST, Math.max(1, Math.round((double) (now - sampled) / step)));
        Map<SwarmKey, Total> totals = totals(datasets.get());
        Total sum = Total.NOTHING;
        for (Map.Entry<SwarmKey, Total> each : totals.entrySet()) {
            Total moved = each.getValue().since(before.getOrDefault(each.getKey(), Total.NOTHING));
            if (!moved.isNothing()) {
                sum = sum.and(moved);
                Samples samples = moving.remove(each.getKey());
                Samples known = samples == null ? new Samples() : samples;
                moving.put(each.getKey(), known);
                put(known, moved, steps, now - sampled);
            }
        }
        put(all, sum, steps, now - sampled);
        count += steps;
        forget(totals);
        before = totals;
        sampled = now;
        until = Clock.systemUTC().instant();
    }

    private void put(Samples samples, Total moved, long steps, long taken) {
        double seconds = Math.max(1, taken) / (double) TimeUnit.SECONDS.toNanos(1);
        for (long i = 0; i < steps; i++) {
            samples.put(count + i, Math.round(moved.downloaded() / seconds), Math.round(moved.uploaded() / seconds));
        }
    }

    private void forget(Map<SwarmKey, Total> there) {
        moving.entrySet()
                .removeIf(
                        each -> !there.containsKey(each.getKey()) || each.getValue().newest < count - RateSamples.MOST);
        Iterator<SwarmKey> oldest = moving.keySet().iterator();
        for (int over = moving.size() - MOST_MOVING; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Returns what all datasets have moved together. */
    synchronized RateSamples rates() {
        return told(all);
    }

    /** Returns what one dataset has moved; nothing where it has not, or has for longer not than many others. */
    synchronized RateSamples rates(SwarmKey key) {
        return told(moving.getOrDefault(key, new Samples()));
    }

    private RateSamples told(Samples samples) {
        return new RateSamples(
                RateSamples.STEP, until, samples.list(samples.download, count), samples.list(samples.upload, count));
    }

    /** How many datasets take memory. */
    synchronized int size() {
        return moving.size();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
