package org.seedbank.node;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.history.HistoryTable;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.node.internal.takeover.NodeStateOpening;
import org.seedbank.swarm.SwarmKey;

/** Changes the state of a node that does not run, so that it goes on accordingly when it is started. */
public final class StoppedNode {

    private StoppedNode() {}

    /**
     * Keeps what was changed beside the {@code info} of a dataset's torrent; see {@link
     * org.seedbank.node.api.NodeControl#replace}.
     *
     * @return where the dataset lies; empty when the node does not have it
     * @throws NodeException.AlreadyRunning when a node has come up meanwhile
     * @throws NodeException.StateUnusable when nothing can be written there
     */
    public static Optional<Path> edited(NodeFolder folder, Metainfo torrent) throws InterruptedException {
        NodeLock lock = NodeLock.take(folder.path());
        try (NodeDatabase database = NodeStateOpening.open(folder).database()) {
            DatasetStore store = new DatasetStore(database, folder);
            SwarmKey key = SwarmKey.of(torrent);
            Optional<DatasetRecord> record = store.record(key);
            if (record.isPresent()) {
                store.replaceTorrent(key, torrent);
            }
            return record.map(DatasetRecord::root);
        } finally {
            lock.close();
        }
    }

    /**
     * Notes that a dataset was withdrawn.
     *
     * @param pause whether it is not to be shared any more
     * @param why the reason and what takes its place, for the history
     * @return where the dataset lies; empty when the node does not have it
     * @throws NodeException.AlreadyRunning when a node has come up meanwhile
     * @throws NodeException.StateUnusable when nothing can be written there
     */
    public static Optional<Path> withdrawn(NodeFolder folder, SwarmKey key, boolean pause, String why)
            throws InterruptedException {
        NodeLock lock = NodeLock.take(folder.path());
        try (NodeDatabase database = NodeStateOpening.open(folder).database()) {
            DatasetStore store = new DatasetStore(database, folder);
            Optional<DatasetRecord> record = store.record(key);
            if (record.isPresent()) {
                Metainfo torrent = store.torrent(key);
                store.together(() -> {
                    store.update(
                            key,
                            record.map(
                                    each -> each.paused(pause || each.wishes().paused())),
                            Optional.empty());
                    new HistoryTable(database)
                            .note(HistoryEntry.now(HistoryEntry.Kind.WITHDRAWN, torrent, Optional.empty(), why));
                });
            }
            return record.map(DatasetRecord::root);
        } finally {
            lock.close();
        }
    }
}
