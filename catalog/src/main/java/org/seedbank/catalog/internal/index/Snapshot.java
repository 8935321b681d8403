package org.seedbank.catalog.internal.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.database.Database;

/**
 * Describes what is known of a remote catalog while it is asked what has changed. For one thread, during one refresh.
 */
public final class Snapshot {

    private final Database database;
    private final long catalog;
    private final Map<String, String> cursors;

    Snapshot(Database database, long catalog) throws InterruptedException {
        this.database = database;
        this.catalog = catalog;
        this.cursors = database.read(connection -> CatalogTable.positions(connection, catalog));
    }

    /** From where to go on asking, in the words of the kind of catalog. */
    public Map<String, String> cursors() {
        return cursors;
    }

    /** The item that the catalog calls so. */
    public Optional<Item> item(String id) {
        return database.readUninterruptibly(connection -> ItemTable.find(connection, catalog, id));
    }

    /** The first item whose id begins so. */
    public Optional<Item> itemBeginning(String beginning) {
        return database.readUninterruptibly(connection -> ItemTable.findBeginning(connection, catalog, beginning));
    }

    /** The ids that begin so. */
    public List<String> idsBeginning(String beginning) {
        return database.readUninterruptibly(connection -> Rows.list(
                connection,
                "SELECT key FROM item WHERE catalog = ? AND key >= ? AND key < ?",
                row -> row.getString(1),
                catalog,
                beginning,
                beginning + Character.MAX_VALUE));
    }

    /** The ids of all items in a part of the catalog. */
    public List<String> idsIn(String place) {
        return database.readUninterruptibly(connection -> Rows.list(
                connection,
                "SELECT key FROM item WHERE catalog = ? AND place = ?",
                row -> row.getString(1),
                catalog,
                place));
    }
}
