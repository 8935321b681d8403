package org.seedbank.node.internal.store;

import java.io.IOException;
import java.util.Optional;
import org.seedbank.database.Change;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.ResumeStore;
import org.seedbank.swarm.SwarmKey;

/**
 * The table {@code resume}. What somebody has begun to fetch without the node lies in another store, which is read where the
 * table says nothing. Safe for all threads.
 */
public final class ResumeTable implements ResumeStore {

    private final NodeDatabase database;
    private final ResumeStore others;

    /** Notes in this database, and those of fetches that were begun elsewhere. */
    public ResumeTable(NodeDatabase database, ResumeStore others) {
        this.database = database;
        this.others = others;
    }

    /** After a power cut nobody believes it anyway. */
    @Override
    public void save(SwarmKey key, String note) throws IOException {
        write(connection -> Sql.change(
                connection,
                "INSERT INTO resume (key, note) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET note = excluded.note",
                key.hex(),
                note));
    }

    @Override
    public Optional<String> load(SwarmKey key) throws IOException {
        try {
            Optional<String> found = database.read(connection -> Sql.first(
                    connection, "SELECT note FROM resume WHERE key = ?", row -> row.getString("note"), key.hex()));
            return found.isPresent() ? found : others.load(key);
        } catch (NodeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void forget(SwarmKey key) throws IOException {
        write(connection -> Sql.change(connection, "DELETE FROM resume WHERE key = ?", key.hex()));
        others.forget(key);
    }

    private void write(Change<RuntimeException> change) throws IOException {
        try {
            database.writeSoon(change);
        } catch (NodeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
