package org.seedbank.swarm.internal.announce;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A host with trackers, for all torrents together: it is not flooded by a session with thousands of them, and as long as it
 * cannot be reached one torrent tries for all. Used under the lock of its {@link Announcer}; times as {@link System#nanoTime}
 * counts.
 */
final class TrackerHost {

    /** Requests that it works on at a time. */
    private static final int MOST_AT_ONCE = 4;

    /** Requests that may follow each other without a pause, such as those of a few torrents. */
    private static final int BURST = 20;

    /** The time between requests after that: ten each second. */
    private static final long STEP = Duration.ofMillis(100).toNanos();

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** Without a network a try costs next to nothing, and somebody may be waiting for it to come back. */
    private static final Duration OFF_LINE_PAUSE = Duration.ofSeconds(2);

    private static final Duration LONGEST_OFF_LINE_PAUSE = Duration.ofSeconds(30);

    private int busy;
    private boolean proven;
    private long earliest = Long.MIN_VALUE;
    private int failures;
    private int offLine;
    private long nextTry;
    private String word = "";
    private boolean behindBadProxy;

    /** What trackers share a host. */
    static String name(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** Tells whether one more may be asked now. Of a host that nobody has heard of yet, one has to find out. */
    boolean takes(long now) {
        if (failures > 0) {
            return busy == 0 && now - nextTry >= 0;
        }
        return busy < (proven ? MOST_AT_ONCE : 1) && (earliest == Long.MIN_VALUE || earliest - now <= BURST * STEP);
    }

    /** Tells whether one more may be told that a peer leaves; nobody waits for one that cannot be reached. */
    boolean takesFarewell() {
        return failures == 0 && busy < MOST_AT_ONCE;
    }

    void begins(long now) {
        busy++;
        earliest = (earliest == Long.MIN_VALUE || earliest - now < 0 ? now : earliest) + STEP;
    }

    /** Notes what came of a request; true when that is another state of the host than before. */
    boolean ended(TrackerOutcome outcome, long now, double chance) {
        busy--;
        if (!outcome.kind().isOfHost()) {
            boolean wasDown = failures > 0;
            // A server that takes connections and says nothing costs one thread at a time, whoever of its trackers is
            // asked.
            proven = outcome.kind() != TrackerOutcome.Kind.SILENT;
            failures = 0;
            offLine = 0;
            word = "";
            return wasDown;
        }
        proven = false;
        boolean first = failures == 0 || !word.equals(outcome.word());
        failures++;
        word = outcome.word();
        behindBadProxy = outcome.kind() == TrackerOutcome.Kind.BAD_PROXY;
        if (outcome.kind() == TrackerOutcome.Kind.OFF_LINE) {
            nextTry = now + Pause.after(++offLine, OFF_LINE_PAUSE, LONGEST_OFF_LINE_PAUSE, chance);
        } else {
            offLine = 0;
            nextTry = now + Pause.after(failures, FIRST_PAUSE, LONGEST_PAUSE, chance);
        }
        return first;
    }

    /** A request was given up without an outcome. */
    void abandoned() {
        busy--;
    }

    /** The network is another one than before: what failed may not fail any more. */
    void retry(long now) {
        if (failures > 0) {
            failures = 1;
            offLine = Math.min(offLine, 1);
            nextTry = now;
        }
    }

    /** True when it has answered, and did so last. */
    boolean isProven() {
        return proven;
    }

    boolean isDown() {
        return failures > 0;
    }

    /** True while it cannot be reached because the proxy before it does not work. */
    boolean isBehindBadProxy() {
        return isDown() && behindBadProxy;
    }

    long nextTry() {
        return nextTry;
    }

    /** Why it cannot be reached; empty while it can. */
    Optional<String> word() {
        return isDown() ? Optional.of(word) : Optional.empty();
    }
}
