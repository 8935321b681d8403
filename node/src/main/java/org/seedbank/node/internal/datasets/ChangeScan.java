package org.seedbank.node.internal.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.files.MountPoint;
import org.seedbank.node.internal.files.OtherNames;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether what holdings lie on is still there, and whether their files have changed. For the keeper thread. */
final class ChangeScan {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeScan.class);

    private final NodeThreads workshop;

    /** Asked on the keeper thread. */
    private final Supplier<Collection<HeldDataset>> all;

    private boolean looking;
    private boolean comparing;
    private boolean lookingForSwaps;

    ChangeScan(NodeThreads workshop, Supplier<Collection<HeldDataset>> all) {
        this.workshop = workshop;
        this.all = all;
    }

    /** A holding, and what it was like when a look at its files began. */
    private record Sight(HeldDataset holding, DatasetRecord record, boolean rests) {
        static Sight of(HeldDataset holding) {
            return new Sight(holding, holding.record(), holding.rests());
        }
    }

    /** Finds disks and folders that are gone. Does nothing while an earlier look still waits for a disk. */
    void lookForAll() {
        if (looking) {
            return;
        }
        looking = true;
        List<Sight> sights = all.get().stream().map(Sight::of).toList();
        Callable<List<HeldDataset>> look = () -> missing(sights);
        Future<?> unused = workshop.task(NodeThreads.Place.LOOK, look, (missing, failure) -> {
            looking = false;
            if (failure == null) {
                missing.stream().filter(all.get()::contains).forEach(HeldDataset::vanished);
            }
        });
    }

    /** A folder that is there says nothing when its disk is not: what was fetched meanwhile may have made it. */
    private static List<HeldDataset> missing(List<Sight> sights) {
        Set<Path> lost = sights.stream()
                .map(sight -> sight.record().mount())
                .distinct()
                .filter(Disk::isLost)
                .collect(Collectors.toSet());
        return sights.stream()
                .filter(sight -> !Files.exists(sight.record().evidence()) || isUnmounted(sight.record(), lost))
                .map(Sight::holding)
                .toList();
    }

    private static boolean isUnmounted(DatasetRecord record, Set<Path> lost) {
        return lost.contains(record.mount()) && MountPoint.isMissing(record.mount(), MountPoint.of(record.root()));
    }

    /** Finds fetches whose folder for what arrives was swapped for another. Does nothing while an earlier look goes on. */
    void lookForSwaps() {
        if (lookingForSwaps) {
            return;
        }
        List<Arriving> arriving = all.get().stream()
                .flatMap(holding -> holding.arriving().map(fetch -> new Arriving(holding, fetch)).stream())
                .toList();
        if (arriving.isEmpty()) {
            return;
        }
        lookingForSwaps = true;
        Callable<List<Arriving>> look =
                () -> arriving.stream().filter(each -> each.fetch().isSwapped()).toList();
        Future<?> unused = workshop.task(NodeThreads.Place.LOOK, look, (swapped, failure) -> {
            lookingForSwaps = false;
            if (failure == null) {
                swapped.stream()
                        .filter(each -> all.get().contains(each.holding()))
                        .forEach(each -> each.holding().swapped(each.fetch()));
            }
        });
    }

    private record Arriving(HeldDataset holding, OngoingFetch fetch) {}

    /** Finds files that have changed. Does nothing while an earlier look goes on: reading a large dataset takes hours. */
    void lookForChanges() {
        if (comparing) {
            return;
        }
        comparing = true;
        List<Sight> sights = all.get().stream().map(Sight::of).toList();
        Callable<Boolean> look = () -> {
            sights.forEach(sight ->
                    LongLivedThreads.guarded(() -> compare(sight, () -> {})).run());
            return true;
        };
        Future<?> unused = workshop.task(NodeThreads.Place.CHECK, look, (done, failure) -> comparing = false);
    }

    /** Looks at those that peers get bytes of, as often as is due: a watch does not tell of all that is written. */
    void lookForServed() {
        long now = System.nanoTime();
        all.get().stream().filter(holding -> holding.isLookDue(now)).forEach(holding -> look(holding, () -> {}));
    }

    /**
     * Looks at once whether the files of one have changed.
     *
     * @param busy runs when what was found could not be taken in, because a task is at work on the files
     */
    void look(HeldDataset holding, Runnable busy) {
        Sight sight = Sight.of(holding);
        Future<?> unused = workshop.task(
                NodeThreads.Place.LOOK,
                () -> {
                    compare(sight, busy);
                    return true;
                },
                (done, failure) -> {});
    }

    /** On the thread that looks. */
    private void compare(Sight sight, Runnable busy) {
        HeldDataset holding = sight.holding();
        try {
            long begun = System.nanoTime();
            Metainfo torrent = holding.known().torrent();
            Path root = sight.record().root();
            Stamps now = Stamps.take(torrent, root, sight.record().files());
            boolean linked =
                    !OtherNames.of(torrent, root, holding.known().wanted()).isEmpty();
            ServedLook.Look look = new ServedLook.Look(begun, System.nanoTime() - begun, linked);
            workshop.post(() -> {
                holding.served().looked(look);
                if (all.get().contains(holding) && !holding.seen(now)) {
                    busy.run();
                }
            });
        } catch (SeedbankException e) {
            long failed = System.nanoTime();
            workshop.post(() -> holding.served().failed(failed));
            LOG.warn("'{}' is not looked at: {}", sight.record().root(), e.getMessage());
        }
        if (sight.rests()) {
            holding.known().forgetTorrent();
        }
    }
}
