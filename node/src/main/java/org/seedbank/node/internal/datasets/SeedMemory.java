package org.seedbank.node.internal.datasets;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seedbank.node.internal.store.SeedSeen;
import org.seedbank.swarm.Availability;

/** Who could last give what a dataset lacks, over all transfers and restarts. For the keeper thread. */
final class SeedMemory {

    /** What is seen all the time is written down so often. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Store store;

    /** Empty until it is read. */
    private Optional<SeedSeen> known = Optional.empty();

    private SeedSeen written = SeedSeen.NOBODY;
    private Optional<Instant> last = Optional.empty();

    /** Where it is kept. */
    interface Store {
        SeedSeen find();

        void keep(SeedSeen seen);
    }

    SeedMemory(Store store) {
        this.store = store;
    }

    /** Takes in what a transfer has found. */
    void note(Availability found, Instant now) {
        SeedSeen before = known();
        SeedSeen seen = new SeedSeen(
                found.seedSeen().or(before::seed),
                found.copies().isPresent() ? found.copies() : before.copies(),
                found.given().or(before::given));
        known = Optional.of(seen);
        boolean first = seen.seed().isPresent() != written.seed().isPresent()
                || seen.copies().isPresent() != written.copies().isPresent()
                || seen.given().isPresent() != written.given().isPresent();
        boolean due = last.map(when -> !now.isBefore(when.plus(PAUSE))).orElse(true);
        if (!seen.equals(written) && (first || due)) {
            store.keep(seen);
            written = seen;
            last = Optional.of(now);
        }
    }

    /** What a transfer has found, with what was seen before it. */
    Availability with(Availability found) {
        SeedSeen before = known();
        boolean alone = found.peers() == 0 && found.copies().isEmpty();
        OptionalDouble copies = alone ? before.copies() : found.copies();
        return new Availability(
                found.peers(),
                found.seeds(),
                found.offering(),
                found.knownPeers(),
                found.declining(),
                found.seedSeen().or(before::seed),
                copies,
                found.silentSince(),
                found.given().or(before::given),
                found.trackerProblem());
    }

    private SeedSeen known() {
        if (known.isEmpty()) {
            written = store.find();
            known = Optional.of(written);
        }
        return known.get();
    }
}
