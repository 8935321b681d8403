package org.seedbank.node.findings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Limits how often one address, and all together, are answered. Bounded, whoever asks. Safe for all threads. */
final class AskLimits {

    static final Duration EACH = Duration.ofSeconds(5);

    /** All together, one after another. */
    static final Duration ALL = Duration.ofMillis(500);

    /** All may have asked for so many at once, after a time without questions. */
    static final int BURST = 20;

    private static final int REMEMBERED = 1_000;

    /** Bytes of an IPv6 address that one asker can choose freely are behind these. */
    private static final int NETWORK = 8;

    private final LongSupplier nanos;
    private final Map<String, Long> last = new LinkedHashMap<>();
    private long free;

    AskLimits(LongSupplier nanos) {
        this.nanos = nanos;
        this.free = nanos.getAsLong() - ALL.toNanos() * BURST;
    }

    /** Tells whether this one may be answered now, which counts then. */
    synchronized boolean admits(InetAddress asker) {
        long now = nanos.getAsLong();
        String name = name(asker);
        Long before = last.get(name);
        long next = Math.max(free, now - ALL.toNanos() * BURST) + ALL.toNanos();
        if ((before != null && now - before < EACH.toNanos()) || next - now > 0) {
            return false;
        }
        free = next;
        last.remove(name);
        last.put(name, now);
        if (last.size() > REMEMBERED) {
            last.remove(last.keySet().iterator().next());
        }
        return true;
    }

    private static String name(InetAddress asker) {
        byte[] digits = asker.getAddress();
        return HexFormat.of().formatHex(digits.length > 4 ? Arrays.copyOf(digits, NETWORK) : digits);
    }
}
