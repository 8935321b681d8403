package org.seedbank.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.history.EarlierHistory;
import org.seedbank.node.internal.history.HistoryTable;
import org.seedbank.node.internal.store.NodeDatabase;

/**
 * Describes what happened to the datasets of a node, whether or not it runs. Safe for all threads; nothing is cached.
 */
public final class NodeHistory {

    private final NodeFolder folder;

    /** The history of the node whose own folder this is; it need not be there. */
    public NodeHistory(NodeFolder folder) {
        this.folder = folder;
    }

    /**
     * The last events of some kind, oldest first. What is of a later version, or was torn by a power cut, is passed over.
     *
     * @param most how many at most
     * @throws NodeException.StateUnusable when it cannot be read
     * @throws org.seedbank.database.DatabaseException when the node's database cannot be opened
     */
    public List<HistoryEntry> last(int most, Predicate<HistoryEntry> wanted) throws InterruptedException {
        // What no node has taken over yet is older than all that one has noted.
        List<HistoryEntry> all = new ArrayList<>(
                EarlierHistory.read(folder.path()).stream().filter(wanted).toList());
        Optional<NodeDatabase> found = NodeDatabase.find(folder);
        if (found.isPresent()) {
            try (NodeDatabase database = found.get()) {
                all.addAll(HistoryTable.last(database, most, wanted));
            }
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }
}
