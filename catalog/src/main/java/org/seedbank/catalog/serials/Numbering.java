package org.seedbank.catalog.serials;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.integrity.Sha256;

/**
 * The serials of a catalog's entries: a function of all claims that are there or were ever seen, so that those who have
 * seen the same agree.
 *
 * <ol>
 *   <li>An entry has the number that it says. One of an early version, which says none, has the one it was seen under, or
 *       else the lowest that nobody claims, in the order of {@code published} and digest.
 *   <li>Of several with one number those come first that say it, then the earlier {@code published}, then the lower
 *       digest. Who says its letter keeps it; the first of all otherwise has none, and the others take the letters that
 *       are free, in this order.
 *   <li>What was seen and is gone goes on holding its serial; what is there under another number does not.
 * </ol>
 */
public final class Numbering {

    private static final Comparator<Claimant> ORDER = Comparator.comparingInt(Claimant::number)
            .thenComparing(Claimant::counted)
            .thenComparing(Claimant::published)
            .thenComparing(Claimant::digest);

    private static final Comparator<Claim> BY_AGE =
            Comparator.comparing(Claim::published).thenComparing(Claim::digest);

    private record Key(Sha256 digest, int number) {}

    private record Claimant(Sha256 digest, int number, Instant published, int noted, boolean counted) {}

    private final Map<Key, Claimant> claimants = new HashMap<>();

    /** The number of each entry that is there. */
    private final Map<Sha256, Integer> numbers = new HashMap<>();

    private final Map<Key, Serial> serials = new HashMap<>();
    private final Map<Serial, Set<Sha256>> formerly = new HashMap<>();
    /** Holds what is listed; of the others there is a torrent at most, or what this machine remembers. */
    private final Set<Sha256> present = new HashSet<>();

    private int highest;

    private Numbering() {}

    /**
     * Numbers entries, and remembers what they are called.
     *
     * @param listed claims of all entries that are shown, each dataset once
     * @param hidden those of entries that are there and cannot be shown, of other datasets
     */
    public static Numbering of(Collection<Claim> listed, Collection<Claim> hidden, SerialMemory memory) {
        Collection<Sighting> seen = memory.sightings();
        List<Claim> all = new ArrayList<>(listed);
        all.addAll(hidden);
        Numbering numbering = new Numbering();
        all.forEach(numbering::hear);
        seen.forEach(numbering::recall);
        listed.forEach(claim -> numbering.present.add(claim.digest()));
        numbering.count(all);
        numbering.place();
        seen.stream().filter(Sighting::listed).forEach(numbering::compare);
        memory.add(Stream.concat(
                        listed.stream().map(claim -> numbering.sighting(claim, true)),
                        hidden.stream().map(claim -> numbering.sighting(claim, false)))
                .toList());
        return numbering;
    }

    private void hear(Claim claim) {
        claim.serial().ifPresent(serial -> {
            claimants.put(
                    new Key(claim.digest(), serial.number()),
                    new Claimant(claim.digest(), serial.number(), claim.published(), serial.place(), false));
            numbers.put(claim.digest(), serial.number());
        });
    }

    /** Anything that is there with another number now has given up the one that it was seen under. */
    private void recall(Sighting seen) {
        Key key = new Key(seen.digest(), seen.shown().number());
        highest = Math.max(highest, key.number());
        if (numbers.getOrDefault(seen.digest(), key.number()) != key.number()) {
            return;
        }
        claimants.merge(
                key,
                new Claimant(seen.digest(), key.number(), seen.published(), seen.noted(), seen.counted()),
                Numbering::recalled);
    }

    /** Anything that is said now goes before what was said once; a letter that was said stays. */
    private static Claimant recalled(Claimant now, Claimant once) {
        int noted = now.noted() > 1 ? now.noted() : once.noted();
        return new Claimant(now.digest(), now.number(), now.published(), noted, now.counted() && once.counted());
    }

    /** Numbers those that say none. */
    private void count(Collection<Claim> claims) {
        List<Claim> silent = claims.stream()
                .filter(claim -> claim.serial().isEmpty())
                .sorted(BY_AGE)
                .toList();
        if (silent.isEmpty()) {
            return;
        }
        Map<Sha256, Integer> known = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        claimants.keySet().forEach(key -> {
            known.merge(key.digest(), key.number(), Math::min);
            taken.add(key.number());
        });
        int next = 1;
        for (Claim claim : silent) {
            Integer number = known.get(claim.digest());
            if (number == null) {
                while (!taken.add(next)) {
                    next++;
                }
                number = next;
                claimants.put(
                        new Key(claim.digest(), number),
                        new Claimant(claim.digest(), number, claim.published(), 1, true));
            }
            numbers.put(claim.digest(), number);
        }
    }

    private void place() {
        List<Claimant> all = new ArrayList<>(claimants.values());
        all.sort(ORDER);
        for (int from = 0; from < all.size(); ) {
            int to = from + 1;
            while (to < all.size() && all.get(to).number() == all.get(from).number()) {
                to++;
            }
            place(all.subList(from, to));
            from = to;
        }
        highest = all.isEmpty()
                ? highest
                : Math.max(highest, all.get(all.size() - 1).number());
    }

    private void place(List<Claimant> rivals) {
        Set<Integer> taken = new HashSet<>();
        List<Claimant> others = new ArrayList<>();
        for (Claimant each : rivals) {
            if (each.noted() == 1 || !taken.add(each.noted())) {
                others.add(each);
            } else {
                put(each, each.noted());
            }
        }
        int next = 2;
        for (Claimant each : others) {
            if (each.equals(rivals.get(0))) {
                put(each, 1);
                continue;
            }
            while (!taken.add(next)) {
                next++;
            }
            put(each, next);
        }
    }

    private void put(Claimant claimant, int place) {
        Serial serial = new Serial(claimant.number(), Math.min(place, Serial.MAX_PLACE));
        serials.put(new Key(claimant.digest(), claimant.number()), serial);
    }

    /** Finds what was once called as something else is now, or as nothing is. */
    private void compare(Sighting seen) {
        Serial now = serials.get(new Key(seen.digest(), seen.shown().number()));
        if (!seen.shown().equals(now)) {
            formerly.computeIfAbsent(seen.shown(), serial -> new HashSet<>()).add(seen.digest());
        }
    }

    private Sighting sighting(Claim claim, boolean listed) {
        Serial serial = serial(claim.digest());
        Claimant claimant = claimants.get(new Key(claim.digest(), serial.number()));
        return new Sighting(claim.digest(), serial, claim.published(), claimant.noted(), claimant.counted(), listed);
    }

    /** The serial of a dataset that has one of the claims. */
    public Serial serial(Sha256 digest) {
        return serials.get(new Key(digest, numbers.get(digest)));
    }

    /** Returns what serials have meant besides. */
    public SerialHistory history() {
        Map<Sha256, Serial> lost = new HashMap<>();
        serials.forEach((key, serial) -> {
            boolean current = numbers.getOrDefault(key.digest(), key.number()) == key.number();
            if (current && !present.contains(key.digest())) {
                lost.put(key.digest(), serial);
            }
        });
        Set<Serial> gone = new HashSet<>();
        if (!formerly.isEmpty()) {
            serials.forEach((key, serial) -> {
                // What is there and cannot be shown is as gone as what is not there: nobody sees that it has the
                // serial.
                if (formerly.containsKey(serial) && !present.contains(key.digest())) {
                    gone.add(serial);
                }
            });
        }
        return new SerialHistory(highest, formerly, lost, gone);
    }
}
