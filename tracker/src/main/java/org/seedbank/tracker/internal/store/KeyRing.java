package org.seedbank.tracker.internal.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import org.seedbank.integrity.Sha256;

/** The keys that are valid now, as they were when they were last read. Safe for all threads. */
public final class KeyRing implements Predicate<String> {

    private static final int LONGEST = 128;

    private final KeyTable table;
    private final Clock clock;
    private volatile Map<Sha256, Long> expiries;

    /** Reads them once. */
    public KeyRing(KeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
        this.expiries = table.expiries();
    }

    /** Reads them again: other processes add and remove some. */
    public void refresh() {
        expiries = table.expiries();
    }

    /** How many there are, expired ones too. */
    public int size() {
        return expiries.size();
    }

    /** Tells whether a key is a member's and has not expired. Compared are digests, so time tells nothing of keys. */
    @Override
    public boolean test(String key) {
        if (key.isEmpty() || key.length() > LONGEST) {
            return false;
        }
        Long expires = expiries.get(Sha256.digestOf(key.getBytes(StandardCharsets.ISO_8859_1)));
        return expires != null && clock.instant().getEpochSecond() < expires;
    }
}
