package org.seedbank.node.internal.orders;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Describes what did not work, and when it is worth another try: after a pause that grows, or once it looks different.
 * For one thread.
 */
final class RetryTimes {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_IN_VAIN = Duration.ofDays(1);

    /** So often a pause is doubled at most; it has long reached the longest then. */
    private static final int MAX_DOUBLED = 12;

    private final OrderTimings pace;
    private final Duration shortest;
    private final Map<String, Failed> failed = new HashMap<>();

    private record Failed(String stamp, int times, long last, boolean inVain) {}

    RetryTimes(OrderTimings pace, Duration shortest) {
        this.pace = pace;
        this.shortest = shortest;
    }

    boolean isDue(String name, String stamp) {
        Failed before = failed.get(name);
        return before == null || !before.stamp().equals(stamp) || pace.hasPassed(pause(before), before.last());
    }

    /** How often it failed in a row. */
    int failures(String name) {
        Failed before = failed.get(name);
        return before == null ? 0 : before.times();
    }

    /** How long it is at most until another try is worth it. */
    Duration pause(String name) {
        Failed before = failed.get(name);
        return before == null ? Duration.ZERO : pause(before);
    }

    /** What costs much and is in vain begins with the longest pause of others. */
    private Duration pause(Failed before) {
        Duration first = before.inVain() && shortest.compareTo(LONGEST) < 0 ? LONGEST : shortest;
        Duration grown = first.multipliedBy(1L << Math.min(before.times() - 1, MAX_DOUBLED));
        Duration most = before.inVain() ? LONGEST_IN_VAIN : LONGEST;
        Duration longest = shortest.compareTo(most) < 0 ? most : shortest;
        return grown.compareTo(longest) < 0 ? grown : longest;
    }

    /** Notes a failure, and answers how often it failed in a row while it looked the same. */
    int failed(String name, String stamp) {
        return failed(name, stamp, false);
    }

    /** Notes a failure that costs much, and that is soon met again: there are hours until the next try, in the end a day. */
    int failedInVain(String name, String stamp) {
        return failed(name, stamp, true);
    }

    private int failed(String name, String stamp, boolean inVain) {
        Failed before = failed.get(name);
        int times = before != null && before.stamp().equals(stamp) ? before.times() + 1 : 1;
        failed.put(name, new Failed(stamp, times, pace.nanos().getAsLong(), inVain));
        return times;
    }

    void succeeded(String name) {
        failed.remove(name);
    }

    /** Forgets what is not there any more. */
    void keep(Collection<String> names) {
        failed.keySet().retainAll(names);
    }
}
