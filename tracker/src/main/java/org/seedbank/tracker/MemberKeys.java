package org.seedbank.tracker;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.seedbank.integrity.Sha256;
import org.seedbank.tracker.api.MemberKey;
import org.seedbank.tracker.api.TrackerException;
import org.seedbank.tracker.api.TrackerFolder;
import org.seedbank.tracker.internal.store.KeyTable;
import org.seedbank.tracker.internal.store.TrackerStore;

/**
 * The keys of a tracker that is for members, each of which expires. There is none that nobody has made. A tracker that runs
 * knows of changes within seconds.
 */
public final class MemberKeys implements AutoCloseable {

    private static final int KEY_BYTES = 24;

    private final TrackerStore store;
    private final KeyTable table;
    private final Clock clock;

    private MemberKeys(TrackerStore store, Clock clock) {
        this.store = store;
        this.table = new KeyTable(store);
        this.clock = clock;
    }

    /** Opens those of a folder, whether a tracker runs there or not. */
    public static MemberKeys open(TrackerFolder folder) throws InterruptedException {
        return new MemberKeys(TrackerStore.open(folder), Clock.systemUTC());
    }

    /**
     * A key that was made just now.
     *
     * @param key the key itself, for an address of the form {@code http://HOST:PORT/KEY/announce}; it cannot be shown again
     * @param facts what is kept
     */
    public record Made(String key, MemberKey facts) {}

    /**
     * Makes a key.
     *
     * @param lasting from now until it expires
     * @throws IllegalArgumentException when the name has other characters than names of keys have
     * @throws TrackerException.KeyExists when the name is taken
     */
    public Made add(String name, Duration lasting) throws InterruptedException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().encodeToString(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        MemberKey facts = new MemberKey(name, now, now.plus(lasting));
        table.add(facts, Sha256.digestOf(key.getBytes(StandardCharsets.ISO_8859_1)));
        return new Made(key, facts);
    }

    /** All of them, by name; expired ones too. */
    public List<MemberKey> all() throws InterruptedException {
        return table.all();
    }

    /**
     * Ends a key.
     *
     * @throws TrackerException.UnknownKey when there is none of this name
     */
    public void remove(String name) throws InterruptedException {
        table.remove(name);
    }

    @Override
    public void close() {
        store.close();
    }
}
