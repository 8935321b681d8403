package org.seedbank.swarm.trackers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.swarm.TrackerVerdict;
import org.seedbank.swarm.internal.announce.TrackerProbe;

/**
 * Asks trackers whether they work, side by side: each is told that a peer leaves the swarm of a torrent that nobody has, which
 * leaves nothing behind (BEP 3, 15). It asks whom it is told to ask, wherever that is. Opens no session. For any thread.
 */
public final class TrackerCheck {

    /** Most trackers that are asked in one go. */
    public static final int MOST = 200;

    private static final int AT_ONCE = 16;

    private final TrackerProbe probe;

    /**
     * Asks as this version of the program.
     *
     * @param clientVersion three numbers with dots
     */
    public TrackerCheck(String clientVersion) {
        this.probe = new TrackerProbe(clientVersion);
    }

    /**
     * Asks all of them, each for a few seconds at most.
     *
     * @param trackers addresses with {@code http}, {@code https} or {@code udp}; at most {@value #MOST}
     * @return what came of each, in their order
     * @throws IllegalArgumentException when there are too many
     */
    public List<TrackerVerdict> run(List<String> trackers) throws InterruptedException {
        List<String> all = List.copyOf(new LinkedHashSet<>(trackers));
        if (all.size() > MOST) {
            throw new IllegalArgumentException("%d trackers can be asked in one go".formatted(MOST));
        }
        ExecutorService threads = LongLivedThreads.pool("seedbank-tracker-check", AT_ONCE, MOST);
        try {
            List<Future<TrackerVerdict>> asked = new ArrayList<>();
            for (String tracker : all) {
                asked.add(threads.submit(() -> probe.ask(tracker)));
            }
            List<TrackerVerdict> verdicts = new ArrayList<>();
            for (Future<TrackerVerdict> each : asked) {
                verdicts.add(each.get());
            }
            return verdicts;
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking a tracker failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
