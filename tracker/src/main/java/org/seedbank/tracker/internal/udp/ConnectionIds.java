package org.seedbank.tracker.internal.udp;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.seedbank.tracker.internal.swarms.PeerAddress;

/**
 * Numbers by which a client shows that it gets packets at the address that it sends from (BEP 15). They are a keyed hash
 * of address and time, so nothing is remembered of who asked; each is good for two to three minutes.
 */
final class ConnectionIds {

    private static final long SLOT_NANOS = 60_000_000_000L;

    /** A client may use one for a minute, and a packet may take another. */
    private static final int SLOTS = 3;

    private final SipHash hash;
    private final LongSupplier nanos;

    /** With a key of its own; {@code nanos} is a clock, as {@link System#nanoTime}. */
    ConnectionIds(LongSupplier nanos) {
        SecureRandom random = new SecureRandom();
        this.hash = new SipHash(random.nextLong(), random.nextLong());
        this.nanos = nanos;
    }

    long of(PeerAddress address) {
        return of(address, slot());
    }

    boolean isValid(long id, PeerAddress address) {
        long now = slot();
        for (int age = 0; age < SLOTS; age++) {
            if (of(address, now - age) == id) {
                return true;
            }
        }
        return false;
    }

    private long slot() {
        return Math.floorDiv(nanos.getAsLong(), SLOT_NANOS);
    }

    private long of(PeerAddress address, long slot) {
        return hash.hash(address.high(), address.low(), slot);
    }
}
