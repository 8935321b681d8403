package org.seedbank.tracker.internal.swarms;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * What each address has asked in the last minute, and in how many swarms it is. Bounded: addresses beyond the most that
 * are remembered share one allowance. Requests from this machine have no limits. Safe for all threads.
 */
public final class AddressLimits {

    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int FIRST_CAPACITY = 1_024;
    private static final long SALT = new SecureRandom().nextLong() | 1;

    /** No address is limited by this number. */
    private static final long FREE = 0;

    private static final long SHARED = -1;

    private final long cost;
    private final int mostPlaces;
    private final int mostAddresses;
    private final LongSupplier nanos;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] arrivals = new long[FIRST_CAPACITY];
    private int[] places = new int[FIRST_CAPACITY];
    private int size;

    /**
     * Nobody yet.
     *
     * @param perMinute most requests, 0 for no limit
     * @param mostPlaces most places in swarms, 0 for no limit
     * @param mostAddresses addresses that are remembered
     * @param nanos a clock, as {@link System#nanoTime}
     */
    public AddressLimits(int perMinute, int mostPlaces, int mostAddresses, LongSupplier nanos) {
        this.cost = perMinute == 0 ? 0 : WINDOW_NANOS / perMinute;
        this.mostPlaces = mostPlaces == 0 ? Integer.MAX_VALUE : mostPlaces;
        this.mostAddresses = mostAddresses;
        this.nanos = nanos;
    }

    /** Takes note of a request; false when there were too many. A minute's worth may come at once. */
    public boolean admits(PeerAddress from) {
        if (cost == 0 || from.isLoopback()) {
            return true;
        }
        long now = nanos.getAsLong();
        synchronized (this) {
            int slot = slot(from.limited());
            long next = (arrivals[slot] - now > 0 ? arrivals[slot] : now) + cost;
            if (next - now > WINDOW_NANOS) {
                return false;
            }
            arrivals[slot] = next;
            return true;
        }
    }

    /** Takes a place in a swarm; false when the address has too many. */
    synchronized boolean take(PeerAddress address) {
        int slot = slot(address.limited());
        if (places[slot] >= mostPlaces && !address.isLoopback()) {
            return false;
        }
        places[slot]++;
        return true;
    }

    /** Gives a place back. */
    synchronized void giveBack(PeerAddress address) {
        int slot = find(address.limited());
        int its = keys[slot] == FREE ? find(SHARED) : slot;
        places[its] = Math.max(0, places[its] - 1);
    }

    /** Forgets addresses of which nothing is to be remembered. */
    public synchronized void sweep() {
        rebuild(keys.length);
    }

    /** Addresses that are remembered. */
    synchronized int size() {
        return size;
    }

    private int slot(long key) {
        int slot = find(key);
        if (keys[slot] != FREE) {
            return slot;
        }
        if (size >= mostAddresses && key != SHARED) {
            return slot(SHARED);
        }
        if ((size + 1) * 3 > keys.length * 2) {
            rebuild(keys.length);
            slot = find(key);
        }
        keys[slot] = key;
        arrivals[slot] = nanos.getAsLong();
        size++;
        return slot;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * SALT) >>> 32) & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rebuild(int before) {
        long now = nanos.getAsLong();
        long[] oldKeys = keys;
        long[] oldArrivals = arrivals;
        int[] oldPlaces = places;
        int kept = 0;
        for (int slot = 0; slot < before; slot++) {
            kept += oldKeys[slot] != FREE && (oldPlaces[slot] > 0 || oldArrivals[slot] - now > 0) ? 1 : 0;
        }
        int capacity = Math.max(FIRST_CAPACITY, Integer.highestOneBit(Math.max(1, kept)) * 4);
        keys = new long[capacity];
        arrivals = new long[capacity];
        places = new int[capacity];
        size = kept;
        for (int slot = 0; slot < before; slot++) {
            if (oldKeys[slot] != FREE && (oldPlaces[slot] > 0 || oldArrivals[slot] - now > 0)) {
                int its = find(oldKeys[slot]);
                keys[its] = oldKeys[slot];
                arrivals[its] = oldArrivals[slot];
                places[its] = oldPlaces[slot];
            }
        }
    }
}
