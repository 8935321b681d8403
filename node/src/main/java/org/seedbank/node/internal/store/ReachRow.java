package org.seedbank.node.internal.store;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;

/** How far a node is to reach, among what people have set. */
public final class ReachRow {

    private static final String REACH = "reach";

    private ReachRow() {}

    /** Returns what is set; empty when nothing is. */
    public static Optional<Network> find(NodeDatabase database) {
        return database.read(connection -> SettingTable.find(connection, REACH)).flatMap(ReachText::parse);
    }

    /** Sets it. */
    public static void put(NodeDatabase database, Network network) {
        database.write(connection -> SettingTable.put(connection, REACH, ReachText.word(network)));
    }

    /**
     * Returns what an earlier version kept in a file; empty when that is nothing.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or not be understood
     */
    public static Optional<Network> earlier(NodeFolder folder) {
        return new StateFile(folder.path().resolve("reach.json"), 1).peek(ReachRow::parse);
    }

    private static Network parse(JsonObject json) {
        return ReachText.parse(json.get(REACH).getAsString()).orElseThrow();
    }

    /** Takes what an earlier version kept into a database in which it is not set; what is not to be understood is nothing. */
    public static void takeOver(NodeFolder folder, NodeDatabase database) {
        if (find(database).isEmpty()) {
            try {
                earlier(folder).ifPresent(network -> put(database, network));
            } catch (NodeException.StateUnusable e) {
                put(database, Network.LOCAL);
            }
        }
    }
}
