package org.seedbank.node;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.history.EarlierHistory;
import org.seedbank.node.internal.history.HistoryTable;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to the datasets of a node, whether or not it runs. Safe for all threads; nothing is cached. */
public final class NodeHistory {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHistory.class);

    private final NodeFolder folder;

    /** The history of the node whose own folder this is; it need not be there. */
    public NodeHistory(NodeFolder folder) {
        this.folder = folder;
    }

    /**
     * Tells a node what people call a dataset in a catalog, so that its history says so. A node that has lost the dataset
     * meanwhile, or is of an earlier version, has it without; nothing else depends on that.
     */
    public static void tell(NodeControl node, SwarmKey key, String serial) throws InterruptedException {
        try {
            node.listed(key, serial);
        } catch (NodeException e) {
            LOG.debug("the history of '{}' is without its serial: {}", key, e.getMessage());
        }
    }

    /**
     * The last events of some kind, oldest first. What is of a later version, or was torn by a power cut, is passed over.
     *
     * @param most how many at most
     * @throws NodeException.StateUnusable when it cannot be read
     * @throws org.seedbank.database.DatabaseException when the node's database cannot be opened
     */
    public List<HistoryEntry> last(int most, Predicate<HistoryEntry> wanted) throws InterruptedException {
        Optional<NodeDatabase> found = NodeDatabase.find(folder);
        if (found.isEmpty()) {
            List<HistoryEntry> all =
                    EarlierHistory.read(folder.path()).stream().filter(wanted).toList();
            return all.subList(Math.max(0, all.size() - most), all.size());
        }
        try (NodeDatabase database = found.get()) {
            return HistoryTable.last(database, most, wanted);
        }
    }
}
