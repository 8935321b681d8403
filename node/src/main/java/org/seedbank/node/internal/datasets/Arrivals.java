package org.seedbank.node.internal.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.places.Places;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/**
 * Takes in datasets that come: all that came while the keeper waited for the disk are one transaction, so that many at once
 * cost little more than one. Safe for all threads, but for what says otherwise.
 */
final class Arrivals {

    private final NodeThreads workshop;
    private final NodeResources means;

    /** For the keeper thread. */
    private final Map<SwarmKey, HeldDataset> all;

    private final Take take;
    private final Places places = new Places();

    /** Added to by all, emptied by the keeper. */
    private final Queue<Arrival> waiting = new ConcurrentLinkedQueue<>();

    /** Begins with a dataset that is kept now. On the keeper thread. */
    @FunctionalInterface
    interface Take {
        HeldDataset of(TorrentSummary known, DatasetRecord record);
    }

    /** Takes in beside these datasets. */
    Arrivals(NodeThreads workshop, NodeResources means, Map<SwarmKey, HeldDataset> all, Take take) {
        this.workshop = workshop;
        this.means = means;
        this.all = all;
        this.take = take;
    }

    private record Arrival(
            Metainfo torrent, DatasetRecord record, Optional<Stamps> stamps, CompletableFuture<DatasetView> view) {
        SwarmKey key() {
            return SwarmKey.of(torrent);
        }

        DatasetPlace place() {
            return new DatasetPlace(key(), torrent.name(), record.root(), record.published());
        }

        HistoryEntry takenIn() {
            String how = record.published() ? "to be served from '%s', by %s" : "to be fetched to '%s', by %s";
            return HistoryEntry.now(
                    HistoryEntry.Kind.TAKEN_IN,
                    torrent,
                    Optional.empty(),
                    how.formatted(record.root(), record.origin()));
        }
    }

    /**
     * Looks whether a dataset may lie where it is to lie.
     *
     * @throws NodeException.PlaceTaken when another dataset lies there, above that or inside it
     */
    void requireFree(DatasetPlace wanted) throws InterruptedException {
        List<DatasetPlace> others = workshop.call(() -> others(wanted));
        places.look(wanted, others);
        places.require(wanted, others);
    }

    /** Places that may not overlap with one; those of published originals may with each other. */
    private List<DatasetPlace> others(DatasetPlace wanted) {
        Predicate<HeldDataset> matters =
                wanted.published() ? each -> !each.record().published() : each -> true;
        return all.values().stream().filter(matters).map(HeldDataset::place).toList();
    }

    /** See {@link HeldDatasets#add}. */
    DatasetView add(Metainfo torrent, DatasetRecord record, Optional<Stamps> stamps) throws InterruptedException {
        Arrival arrival = new Arrival(torrent, record, stamps, new CompletableFuture<>());
        requireFree(arrival.place());
        // Here and not by the keeper: a long one waits for the disk.
        means.store().keepTorrent(torrent);
        waiting.add(arrival);
        workshop.post(this::takeAll);
        return workshop.await(arrival.view());
    }

    private void takeAll() {
        List<Arrival> arrived = new ArrayList<>();
        for (Arrival next = waiting.poll(); next != null; next = waiting.poll()) {
            arrived.add(next);
        }
        Map<SwarmKey, Arrival> fresh = new LinkedHashMap<>();
        arrived.forEach(each -> answering(each, () -> {
            if (!all.containsKey(each.key()) && !fresh.containsKey(each.key())) {
                requireStillFree(each, fresh); // Another may have come since.
                means.store().requireTorrent(each.torrent()); // And the same one may have gone.
                fresh.put(each.key(), each);
            }
        }));
        try {
            keep(fresh);
            fresh.values()
                    .forEach(each -> take.of(
                            new TorrentSummary(
                                    means.store(), each.torrent(), each.record().files()),
                            each.record()));
            arrived.stream().filter(each -> !each.view().isDone()).forEach(each -> each.view()
                    .complete(all.get(each.key()).view()));
        } catch (RuntimeException e) {
            arrived.forEach(each -> each.view().completeExceptionally(e));
        }
    }

    private static void answering(Arrival arrival, Runnable task) {
        try {
            task.run();
        } catch (NodeException e) {
            arrival.view().completeExceptionally(e);
        }
    }

    private void requireStillFree(Arrival arrival, Map<SwarmKey, Arrival> before) {
        places.require(arrival.place(), others(arrival.place()));
        places.require(
                arrival.place(), before.values().stream().map(Arrival::place).toList());
    }

    private void keep(Map<SwarmKey, Arrival> fresh) {
        if (!fresh.isEmpty()) {
            means.store()
                    .together(() -> fresh.forEach((key, each) -> {
                        means.store().keepNew(each.torrent(), each.record(), each.stamps());
                        means.history().note(each.takenIn());
                    }));
        }
    }
}
