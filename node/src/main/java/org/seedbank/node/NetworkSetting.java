package org.seedbank.node;

import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.store.NetworkRow;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.network.NetworkSettings;

/**
 * How a node is to use the network, as a person has said it: kept in the node's own folder, whether or not the node runs,
 * and taken up whenever it starts. Safe for all threads.
 */
public final class NetworkSetting {

    private final NodeFolder folder;

    /** The setting of the node whose own folder this is; it need not be there. */
    public NetworkSetting(NodeFolder folder) {
        this.folder = folder;
    }

    /**
     * Returns what is set, the usual settings where nothing is.
     *
     * @throws NodeException.StateUnusable when it cannot be read
     * @throws org.seedbank.database.DatabaseException when the node's database cannot be opened
     */
    public NetworkSettings read() throws InterruptedException {
        Optional<NodeDatabase> found = NodeDatabase.find(folder);
        if (found.isEmpty()) {
            return NetworkSettings.USUAL;
        }
        try (NodeDatabase database = found.get()) {
            return NetworkRow.find(database);
        }
    }

    /** Returns the port for peers that the node had last; empty when it has had none. Throws as {@link #read} does. */
    public OptionalInt port() throws InterruptedException {
        Optional<NodeDatabase> found = NodeDatabase.find(folder);
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        try (NodeDatabase database = found.get()) {
            return NetworkRow.port(database);
        }
    }

    /**
     * Changes it; it is on the disk when this returns. A node that runs takes it up by {@link NodeControl#network(NetworkText)} or
     * {@link NodeControl#reach}.
     *
     * @return what is set then
     * @throws NodeException.BadRequest when a part of the change makes no sense
     * @throws NodeException.StateUnusable when it cannot be written
     * @throws org.seedbank.database.DatabaseException when the node's database cannot be opened
     */
    public NetworkSettings change(NetworkText change) throws InterruptedException {
        try (NodeDatabase database = NodeDatabase.open(folder)) {
            NetworkSettings changed = change.change(NetworkRow.find(database));
            NetworkRow.put(database, changed);
            return changed;
        }
    }
}
