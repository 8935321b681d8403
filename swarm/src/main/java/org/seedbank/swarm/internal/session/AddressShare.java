package org.seedbank.swarm.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * How many places for peers those of one address may take. Behind a router many share one, and all are served; but who has
 * more than half of all places when they run out loses them for a minute, so that one host cannot keep all others out. And
 * as a banned peer could come again from its next port, an address is left alone for an hour when it had three of them.
 * For one thread.
 */
final class AddressShare {

    /** Places have run out when so many are taken. */
    private static final double FULL = 0.9;

    private static final double MOST = 0.5;

    private static final Duration CROWD = Duration.ofMinutes(1);

    private static final int BANS = 3;

    private static final Duration BANNED = Duration.ofHours(1);

    /** Addresses of which something is remembered beyond those that are connected; far more than a session sees in an hour. */
    private static final int MOST_REMEMBERED = 10_000;

    private final IntSupplier places;
    private final Predicate<String> own;
    private final InstantSource clock;
    private final Map<String, Integer> connected = new HashMap<>();
    private final Map<String, Bans> bans = new HashMap<>();
    private final Map<String, Instant> blockedUntil = new HashMap<>();
    private int taken;

    private record Bans(int number, Instant last) {}

    /**
     * Nobody is connected yet.
     *
     * @param places how many peers may be connected at once
     * @param own tells whether an address in digits is one of this machine, whose programs are never left alone
     */
    AddressShare(IntSupplier places, Predicate<String> own, InstantSource clock) {
        this.places = places;
        this.own = own;
        this.clock = clock;
    }

    /** A connection to or from an address begins; returns why the address is left alone from now on, if it is. */
    Optional<String> connects(String address) {
        taken++;
        int theirs = connected.merge(address, 1, Integer::sum);
        if (taken < FULL * places.getAsInt() || theirs <= MOST * places.getAsInt()) {
            return Optional.empty();
        }
        return block(address, CROWD, "it has %d of %d places for peers".formatted(theirs, places.getAsInt()));
    }

    /** A connection has ended. */
    void ends(String address) {
        // One that began while alerts were lost ends as well.
        if (connected.containsKey(address)) {
            taken--;
            connected.computeIfPresent(address, (key, number) -> number == 1 ? null : number - 1);
        }
    }

    /** Alerts were lost, so nobody knows how many are connected: counting begins anew, with too few. */
    void forgets() {
        connected.clear();
        taken = 0;
    }

    /** A peer was banned for what it sent; returns why its address is left alone from now on, if it is. */
    Optional<String> banned(String address) {
        Instant now = clock.instant();
        bans.values().removeIf(each -> each.last().isBefore(now.minus(BANNED)));
        if (bans.size() >= MOST_REMEMBERED && !bans.containsKey(address)) {
            return Optional.empty();
        }
        int number = bans.merge(address, new Bans(1, now), (old, one) -> new Bans(old.number() + 1, now))
                .number();
        return number < BANS
                ? Optional.empty()
                : block(address, BANNED, "%d of its peers sent wrong pieces".formatted(number));
    }

    private Optional<String> block(String address, Duration time, String reason) {
        boolean known = blockedUntil.containsKey(address);
        if (!known && (blockedUntil.size() >= MOST_REMEMBERED || own.test(address))) {
            return Optional.empty();
        }
        blockedUntil.merge(address, clock.instant().plus(time), (old, later) -> old.isAfter(later) ? old : later);
        return known ? Optional.empty() : Optional.of(reason);
    }

    /** Ends what has lasted long enough; true when something has. */
    boolean lapses() {
        return blockedUntil.values().removeIf(until -> !clock.instant().isBefore(until));
    }

    /** Addresses, in digits, that are left alone. */
    Set<String> blocked() {
        return Set.copyOf(blockedUntil.keySet());
    }
}
