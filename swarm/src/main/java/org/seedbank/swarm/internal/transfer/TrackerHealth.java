package org.seedbank.swarm.internal.transfer;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The health of a torrent's trackers. Safe for all threads. */
public final class TrackerHealth {

    /** More trackers than any torrent needs; beyond it a tracker that works is as good as unknown. */
    private static final int REMEMBERED = 100;

    private final Set<String> working = new HashSet<>();
    private Optional<String> lastProblem = Optional.empty();

    public synchronized void answered(String tracker) {
        if (working.size() < REMEMBERED) {
            working.add(tracker);
        }
    }

    public synchronized void failed(String tracker, String reason) {
        working.remove(tracker);
        lastProblem = Optional.of(tracker + ": " + reason);
    }

    /** The last problem; empty while a tracker works. */
    public synchronized Optional<String> problem() {
        return working.isEmpty() ? lastProblem : Optional.empty();
    }
}
