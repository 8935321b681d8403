package org.seedbank.node.internal.holdings;

import org.seedbank.integrity.Metainfo;
import org.seedbank.node.DatasetView;
import org.seedbank.node.Findings;
import org.seedbank.node.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** Looks after datasets that are there, when a person asks for it. Safe for all threads. */
public final class Upkeep {

    private final Holdings holdings;

    /** Looks after these. */
    public Upkeep(Holdings holdings) {
        this.holdings = holdings;
    }

    /** See {@link org.seedbank.node.NodeControl#check}. */
    public DatasetView check(SwarmKey key, boolean everything) throws InterruptedException {
        Stamps now = look(key);
        return holdings.tell(key, holding -> holding.check(now, everything));
    }

    /** See {@link org.seedbank.node.NodeControl#found}. */
    public DatasetView found(SwarmKey key, Findings findings) throws InterruptedException {
        int files = holdings.torrent(key).files().size();
        if (findings.damaged().stream().anyMatch(index -> index < 0 || index >= files)) {
            throw new NodeException.BadRequest("files are named by their indexes in the torrent");
        }
        Stamps now = look(key);
        return holdings.tell(key, holding -> holding.found(now, findings));
    }

    /** How the files of a dataset are now; may wait for the disk. */
    private Stamps look(SwarmKey key) throws InterruptedException {
        DatasetRecord record = holdings.record(key);
        Metainfo torrent = holdings.torrent(key);
        return Stamps.take(torrent, record.root(), record.files());
    }
}
