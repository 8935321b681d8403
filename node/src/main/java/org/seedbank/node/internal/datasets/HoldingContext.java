package org.seedbank.node.internal.datasets;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** Describes what a holding asks of those who keep it. */
interface HoldingContext {

    NodeResources means();

    /** Room for torrents in memory. */
    TorrentBudget torrents();

    /** Writes down what has changed of a dataset, together, now or, when the disk refuses, as soon as it does not. */
    void keep(SwarmKey key, Optional<DatasetRecord> record, Optional<Stamps> stamps);

    /** How the files of a dataset were when they were last read. Any thread. */
    Optional<Stamps> stamps(SwarmKey key);

    /** Shows a view to everybody. */
    void show(DatasetView view);

    /** The ratio after which a fetched dataset is not served any more. */
    Optional<Double> ratio(DatasetRecord record);

    /** By which limit of one's own nothing of it may be received; empty where something may. */
    Optional<OwnLimit> receivesNothing(DatasetRecord record);

    /** Complete copies of other versions of a dataset; {@code told} are the digests of some. See {@link HeldVersions}. */
    List<HeldVersions.Copy> versions(TorrentSummary known, List<Sha256> told);

    /** Runs something on the keeper soon. */
    void post(Runnable task);

    /** See {@link NodeThreads#task}. */
    <T> Future<?> task(NodeThreads.Place place, Callable<T> task, BiConsumer<T, RuntimeException> outcome);
}
