package org.seedbank.node.internal.datasets;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.seedbank.swarm.SwarmKey;

/**
 * Bounds the memory of the torrents whose datasets are being fetched: strangers can send more of them than there is memory.
 * Those for which there is no room wait, and one that nobody sends gives way to them after a while. For the keeper thread.
 */
final class TorrentBudget {

    /** So long one has a place for certain, and one that waits lets others pass. */
    static final Duration TURN = Duration.ofMinutes(10);

    /** The part of the memory that torrents may have: a quarter. */
    private static final int PART = 4;

    private final long most;
    private final LongSupplier nanos;
    private final Map<SwarmKey, Held> held = new LinkedHashMap<>();

    /** Since when each waits, the first first. */
    private final Map<SwarmKey, Long> waiting = new LinkedHashMap<>();

    private long sum;

    private record Held(long weight, long since) {}

    /** For the memory that this process may have. */
    TorrentBudget() {
        this(Runtime.getRuntime().maxMemory() / PART, System::nanoTime);
    }

    /**
     * For a number of bytes.
     *
     * @param nanos a clock that never jumps
     */
    TorrentBudget(long most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /**
     * Takes room for one, unless there is none; then it waits for its turn, which comes by asking again.
     *
     * @param weight bytes that it needs; one that needs more than there are is alone
     */
    boolean take(SwarmKey key, long weight) {
        if (held.containsKey(key)) {
            return true;
        }
        long needed = Math.min(weight, most);
        if (sum + needed > most || isAnothersTurn(key)) {
            waiting.putIfAbsent(key, nanos.getAsLong());
            return false;
        }
        waiting.remove(key);
        held.put(key, new Held(needed, nanos.getAsLong()));
        sum += needed;
        return true;
    }

    /** A large one would never find room if small ones always came first. */
    private boolean isAnothersTurn(SwarmKey key) {
        return waiting.entrySet().stream()
                .findFirst()
                .filter(first -> !first.getKey().equals(key) && hasPassed(first.getValue()))
                .isPresent();
    }

    private boolean hasPassed(long since) {
        return nanos.getAsLong() - since >= TURN.toNanos();
    }

    /** Tells whether one that has room and gets nothing should leave it to others. */
    boolean mustYield(SwarmKey key) {
        Held mine = held.get(key);
        return mine != null && !waiting.isEmpty() && hasPassed(mine.since());
    }

    /** Gives back what one has, and its place among those that wait. */
    void release(SwarmKey key) {
        waiting.remove(key);
        Held mine = held.remove(key);
        if (mine != null) {
            sum -= mine.weight();
        }
    }
}
