package org.seedbank.node.internal.takeover;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.seedbank.database.Database;
import org.seedbank.database.DatabaseException;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.Rebuilding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the state of a node, for the process that has the node's lock. */
public final class NodeStateOpening {

    private static final Logger LOG = LoggerFactory.getLogger(NodeStateOpening.class);

    private NodeStateOpening() {}

    /**
     * A database that is ready.
     *
     * @param database for the caller to close
     * @param warnings what a person should know of how it was opened
     */
    public record Opened(NodeDatabase database, List<String> warnings) {}

    /**
     * Opens the database of a node, with what earlier versions kept in files. A damaged one is set aside, and what can be
     * read of it, and of the torrents beside it, is in the new one.
     *
     * @throws DatabaseException when it cannot be opened, for another reason than damage
     * @throws NodeException.NewerState when a later version wrote some of it
     */
    public static Opened open(NodeFolder folder) throws InterruptedException {
        List<String> warnings = new ArrayList<>();
        NodeDatabase database = whole(folder, warnings);
        try {
            Rebuilding.ifNeeded(folder, database).ifPresent(warnings::add);
            warnings.addAll(new EarlierState(folder, database).takeOver(Instant.now()));
            return new Opened(database, List.copyOf(warnings));
        } catch (RuntimeException | InterruptedException e) {
            database.close();
            throw e;
        }
    }

    private static NodeDatabase whole(NodeFolder folder, List<String> warnings) throws InterruptedException {
        try {
            return checked(folder);
        } catch (DatabaseException.Damaged e) {
            Path aside = Database.setAside(folder.database(), Instant.now());
            String warning = "%s; it is kept as '%s'".formatted(e.getMessage(), aside);
            LOG.error(warning);
            warnings.add(warning);
            return NodeDatabase.open(folder);
        }
    }

    private static NodeDatabase checked(NodeFolder folder) throws InterruptedException {
        NodeDatabase database = NodeDatabase.open(folder);
        boolean whole = false;
        try {
            database.check();
            whole = true;
            return database;
        } finally {
            if (!whole) {
                database.close();
            }
        }
    }
}
