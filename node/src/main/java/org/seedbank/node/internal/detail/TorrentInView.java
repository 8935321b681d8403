package org.seedbank.node.internal.detail;

import java.lang.ref.SoftReference;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.swarm.SwarmKey;

/**
 * Keeps the one torrent that somebody looks at, as long as there is memory for it: one of many files is asked for page by page,
 * and is not to be read for each. What is beside its {@code info} may be of before. Safe for all threads.
 */
final class TorrentInView {

    private SwarmKey key;
    private SoftReference<Metainfo> kept = new SoftReference<>(null);

    /** The torrent of a dataset; may wait for the disk. */
    synchronized Metainfo of(HeldCopy copy) {
        SwarmKey wanted = copy.view().key();
        Metainfo known = wanted.equals(key) ? kept.get() : null;
        if (known != null) {
            return known;
        }
        Metainfo read = copy.torrent().torrent();
        key = wanted;
        kept = new SoftReference<>(read);
        return read;
    }
}
