package org.seedbank.node.detail;

import java.util.List;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/**
 * What can be asked of a node in depth. Each answer is of now, and is worked out for whoever asks. Exceptions are as those of
 * {@link org.seedbank.node.api.NodeControl}: {@code UnknownDataset} for one that the node does not have, {@code Refused} for one
 * whose torrent is not known yet, {@code BadRequest} for a number that makes no sense.
 */
public interface NodeDetail {

    /**
     * Some files of a dataset.
     *
     * @param from the number of the first, from 0 on
     * @param count how many at most, 1 to {@link DatasetFiles#MOST}
     */
    DatasetFiles files(SwarmKey key, int from, int count) throws InterruptedException;

    /**
     * The pieces of a dataset.
     *
     * @param spans in how many spans they are counted at most, 1 to {@link PieceMap#MOST_SPANS}
     * @return its {@code have} is empty where nobody knows, as of a fetch that is paused
     */
    PieceMap pieces(SwarmKey key, int spans) throws InterruptedException;

    /** Those from whom a dataset comes and to whom it goes; nobody while it is not in its swarm. */
    DatasetPeers peers(SwarmKey key) throws InterruptedException;

    /** Returns what all datasets have moved together in the last hour. */
    RateSamples rates() throws InterruptedException;

    /** Returns what one dataset has moved in the last hour. */
    RateSamples rates(SwarmKey key) throws InterruptedException;

    /** Returns what is said of a dataset, and how it is cited. */
    DatasetEntry entry(SwarmKey key) throws InterruptedException;

    /** Returns the disks that datasets of the node lie on, in the order of their places. */
    List<DiskUse> disks() throws InterruptedException;
}
