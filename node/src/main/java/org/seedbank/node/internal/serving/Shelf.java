package org.seedbank.node.internal.serving;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.internal.datasets.HeldDatasets;

/**
 * The datasets that are served, those asked for lately with their torrents in memory. How their files were when they were found
 * intact is read anew every few seconds, and whenever a dataset has come to stand otherwise. Safe for all threads.
 */
final class Shelf {

    /** Also the time after which damage that changed no file's times is heeded. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

    /** Trackers and web seeds of a torrent may be changed; a large one is not read every few seconds for that. */
    private static final int SMALL_TORRENT = 1 << 20;

    private static final int PART_OF_MEMORY = 8;

    private final HeldDatasets datasets;
    private final boolean fetched;
    private final long budget = Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;

    /** The least lately used first; guarded by this. */
    private final Map<Sha256, ServedCopy> copies = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Of what a node has.
     *
     * @param fetched whether what it has fetched is among it
     */
    Shelf(HeldDatasets datasets, boolean fetched) {
        this.datasets = datasets;
        this.fetched = fetched;
    }

    /**
     * Tells whether a dataset is one that is served at all: published from here, or fetched where that is wanted too, with a
     * digest, and not for the members of a tracker alone.
     */
    boolean isServed(HeldCopy copy) {
        boolean whole =
                copy.record().published() || (fetched && copy.view().verified().isPresent());
        return whole && !copy.view().isPrivate() && copy.view().digest().isPresent();
    }

    /**
     * The dataset with this digest.
     *
     * @throws Refused when it is not served, or not now
     */
    ServedCopy find(Sha256 digest) throws InterruptedException {
        HeldCopy held = datasets.copy(digest).filter(this::isServed).orElseThrow(Refused::nothing);
        Optional<ServedCopy> known = known(digest);
        boolean same = known.filter(copy -> copy.age() < FRESH && isAs(copy.held(), held))
                .isPresent();
        if (same) {
            return known.get();
        }
        // Two at once do the same work; the datasets of a node are few, and who asks for one asks again.
        boolean keepsTorrent = known.filter(copy -> copy.torrent().bytes().length > SMALL_TORRENT)
                .isPresent();
        ServedCopy now = keepsTorrent
                ? new ServedCopy(known.get(), held, datasets.stamps(held.view().key()))
                : new ServedCopy(
                        held,
                        held.torrent().torrent(),
                        datasets.stamps(held.view().key()));
        keep(digest, now);
        return now;
    }

    private static boolean isAs(HeldCopy before, HeldCopy now) {
        return before.view().state() == now.view().state()
                && before.view().verified().equals(now.view().verified())
                && before.view()
                        .upkeep()
                        .damagedSince()
                        .equals(now.view().upkeep().damagedSince())
                && before.record().root().equals(now.record().root());
    }

    private synchronized Optional<ServedCopy> known(Sha256 digest) {
        return Optional.ofNullable(copies.get(digest));
    }

    private synchronized void keep(Sha256 digest, ServedCopy copy) {
        copies.put(digest, copy);
        long weight = copies.values().stream()
                .mapToLong(each -> each.held().torrent().weight())
                .sum();
        Iterator<Map.Entry<Sha256, ServedCopy>> oldest = copies.entrySet().iterator();
        while (weight > budget && copies.size() > 1) {
            weight -= oldest.next().getValue().held().torrent().weight();
            oldest.remove();
        }
    }

    /**
     * Goes on only where a dataset's files may be sent just now.
     *
     * @throws Refused otherwise
     */
    static void requireSharing(HeldCopy copy) {
        DatasetState state = copy.view().state();
        switch (state) {
            case SEEDING, DAMAGED, MENDING, CHECKING -> {
                // Each file is looked at by itself.
            }
            case WAITING, VERIFYING, MOVING ->
                throw Refused.busy("the dataset is %s here; ask again in a moment".formatted(state.label()));
            case NO_TORRENT, FETCHING, COMPLETE, PAUSED, NOT_THERE, NO_ROOM, FAILED ->
                throw Refused.unavailable("the dataset is %s here".formatted(state.label()));
        }
    }
}
