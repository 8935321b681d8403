package org.seedbank.tracker.internal.swarms;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was refused, and says of each kind once that it happens: who sends a million bad requests does not fill a
 * log. Nothing that a stranger wrote is repeated. Safe for all threads.
 */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);
    private final Set<Refusal> said = ConcurrentHashMap.newKeySet();

    /** Nothing refused yet. */
    public Refusals() {
        for (Refusal each : Refusal.values()) {
            counts.put(each, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(Refusal kind, PeerAddress from) {
        counts.get(kind).increment();
        if (said.add(kind)) {
            LOG.warn(
                    "a request from {} was refused: {}; others like it are counted in /metrics, not told",
                    from,
                    kind.words());
        }
    }

    /** How many there were of a kind. */
    public long count(Refusal kind) {
        return counts.get(kind).sum();
    }
}
