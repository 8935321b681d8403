package org.seedbank.node.internal.places;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.seedbank.node.api.NodeException;

/**
 * Sees to it that a place belongs to one dataset: nothing is fetched to where another lies, above it, or inside it. Two
 * that were published may overlap, because nothing is written to either. Safe for all threads.
 */
public final class Places {

    /** Links above a place change rarely; thousands of datasets that come at once need not all be looked at each time. */
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    /** Digits of a dataset's key that tell it from others of its name. */
    private static final int NAMED = 8;

    /** Looks at places of datasets that are gone take no more room than this. */
    private static final int SPARE = 100;

    private final Map<Path, Look> looks = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** No place is known yet. */
    public Places() {
        this(System::nanoTime);
    }

    Places(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Where a path led to, and when. */
    private record Look(Path real, long nanos) {}

    /** Looks where places really are, those that were not looked at lately; may wait for disks. */
    public void look(DatasetPlace wanted, Collection<DatasetPlace> others) {
        forgetMost(others.size());
        looks.put(wanted.root(), new Look(RealPlace.of(wanted.root()), nanos.getAsLong()));
        for (DatasetPlace other : others) {
            Look before = looks.get(other.root());
            if (before == null || nanos.getAsLong() - before.nanos() > TRUSTED.toNanos()) {
                looks.put(other.root(), new Look(RealPlace.of(other.root()), nanos.getAsLong()));
            }
        }
    }

    /**
     * Refuses a place that is not free, by what was seen when it was last looked; asks no disk.
     *
     * @throws NodeException.PlaceTaken when it is not
     */
    public void require(DatasetPlace wanted, Collection<DatasetPlace> others) {
        for (DatasetPlace other : others) {
            boolean written = !wanted.published() || !other.published();
            if (written && !other.key().equals(wanted.key())) {
                require(wanted, other);
            }
        }
    }

    private void require(DatasetPlace wanted, DatasetPlace other) {
        Path mine = real(wanted);
        Path theirs = real(other);
        if (mine.equals(theirs)) {
            throw taken(wanted, other, "there");
        }
        if (mine.startsWith(theirs) || (!other.published() && mine.startsWith(other.incoming(theirs)))) {
            throw taken(wanted, other, "around it");
        }
        if (theirs.startsWith(mine) || (!wanted.published() && theirs.startsWith(wanted.incoming(mine)))) {
            throw taken(wanted, other, "inside it");
        }
    }

    private Path real(DatasetPlace place) {
        Look look = looks.get(place.root());
        return look == null ? place.root() : look.real();
    }

    private static NodeException taken(DatasetPlace wanted, DatasetPlace other, String where) {
        return new NodeException.PlaceTaken(
                "'%s' cannot %s '%s': the node has '%s' (%s) %s, at '%s'"
                        .formatted(
                                wanted.name(),
                                wanted.published() ? "be published from" : "be fetched to",
                                wanted.root(),
                                other.name(),
                                other.key().hex().substring(0, NAMED),
                                where,
                                other.root()),
                wanted.published()
                        ? "publish it from another folder, or remove the other from the node first; its files stay"
                        : "choose another folder or another name for it, or remove the other from the node first");
    }

    private void forgetMost(int datasets) {
        if (looks.size() > 2 * (datasets + SPARE)) {
            looks.clear();
        }
    }
}
