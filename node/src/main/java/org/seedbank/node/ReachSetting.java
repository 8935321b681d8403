package org.seedbank.node;

import java.util.Optional;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.ReachRow;
import org.seedbank.swarm.Network;

/**
 * How far a node is to reach, as a person has said it: kept in the node's own folder, whether or not the node runs, and
 * taken up whenever it starts. Where nobody has said anything, it reaches this machine only. Safe for all threads.
 */
public final class ReachSetting {

    private final NodeFolder folder;

    /** The setting of the node whose own folder this is; it need not be there. */
    public ReachSetting(NodeFolder folder) {
        this.folder = folder;
    }

    /**
     * Returns what a person has said; empty when nobody has.
     *
     * @throws NodeException.StateUnusable when it cannot be read
     * @throws org.seedbank.database.DatabaseException when the node's database cannot be opened
     */
    public Optional<Network> read() throws InterruptedException {
        Optional<NodeDatabase> found = NodeDatabase.find(folder);
        if (found.isEmpty()) {
            return ReachRow.earlier(folder);
        }
        try (NodeDatabase database = found.get()) {
            return ReachRow.find(database);
        }
    }

    /**
     * Keeps it; it is on the disk when this returns. A node that runs takes it up by {@link NodeControl#reach(Network)}.
     *
     * @throws NodeException.StateUnusable when it cannot be written
     * @throws org.seedbank.database.DatabaseException when the node's database cannot be opened
     */
    public void keep(Network network) throws InterruptedException {
        try (NodeDatabase database = NodeDatabase.open(folder)) {
            ReachRow.put(database, network);
        }
    }
}
