package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seedbank.catalog.TextSearch;
import org.seedbank.database.Database;

/**
 * Items of a remote catalog on their way into the index: in a table that only this connection sees, since as objects a
 * million of them do not fit into a small heap. Nobody waits for them to be gathered. Each has a size that can be kept.
 * For one thread; one for each connection.
 */
public final class GatheredItems {

    /** The table that they are in. */
    static final String TABLE = "temp.gathered";

    /** Writing them one by one takes longer. */
    private static final int TOGETHER = 500;

    /** Of the texts of those that are not written yet; a few of the largest entries are this long. */
    private static final long LONGEST_TOGETHER = 4 << 20;

    private final Database database;
    private final URI catalog;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Item> unwritten = new LinkedHashMap<>();
    private Bounds bounds;

    /** The size of all that was written. */
    private long written;

    /** None yet, of this catalog. */
    GatheredItems(Database database, URI catalog) {
        this.database = database;
        this.catalog = catalog;
        clear();
    }

    /** Forgets all of them. */
    public void clear() {
        bounds = new Bounds(catalog);
        written = 0;
        ids.clear();
        unwritten.clear();
        beside(connection -> run(
                connection,
                "DROP TABLE IF EXISTS " + TABLE,
                "CREATE TABLE " + TABLE + " (" + ItemRow.ALL.replace("key,", "key PRIMARY KEY,") + ", words)"));
    }

    /**
     * Adds an item; it replaces one with the same id.
     *
     * @throws org.seedbank.catalog.CatalogException.Unreachable when they are too large or too many
     */
    public void put(Item item) {
        Item bounded = bounds.item(item);
        ids.add(bounded.id());
        bounds.count(ids.size());
        unwritten.put(bounded.id(), bounded);
        if (unwritten.size() >= TOGETHER || bounds.size() - written >= LONGEST_TOGETHER) {
            write();
        }
    }

    /**
     * Counts an item that costs a warning though it is not broken.
     *
     * @throws org.seedbank.catalog.CatalogException.Unreachable when there are too many
     */
    public void spoilt() {
        bounds.spoilt();
    }

    /** Leaves an item out that was put before. */
    public void remove(String id) {
        if (ids.remove(id) && unwritten.remove(id) == null) {
            beside(connection -> Rows.update(connection, "DELETE FROM " + TABLE + " WHERE key = ?", id));
        }
    }

    /** Tells whether there is an item with this id. */
    public boolean has(String id) {
        return ids.contains(id);
    }

    /** How many there are. */
    public int size() {
        return ids.size();
    }

    /** All of them, in the order of their ids. */
    public List<Item> all() {
        write();
        return database.readUninterruptibly(connection ->
                Rows.list(connection, "SELECT " + ItemRow.ALL + " FROM " + TABLE + " ORDER BY key", ItemRow::item));
    }

    /** Has all of them be in the table. */
    void write() {
        if (unwritten.isEmpty()) {
            return;
        }
        beside(connection -> {
            try (PreparedStatement row = connection.prepareStatement(
                    "INSERT OR REPLACE INTO " + TABLE + " VALUES (" + ItemRow.MARKS + ", ?)")) {
                for (Item item : unwritten.values()) {
                    ItemRow.bind(item, row);
                    row.setString(
                            29, item.content() instanceof Content.Dataset each ? TextSearch.words(each.entry()) : null);
                    row.executeUpdate();
                }
            }
        });
        unwritten.clear();
        written = bounds.size();
    }

    /** Something done with the table, which is no change of the database: others may change that meanwhile. */
    private interface Beside {
        void run(Connection connection) throws SQLException;
    }

    private void beside(Beside work) {
        database.readUninterruptibly(connection -> {
            work.run(connection);
            return null;
        });
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.executeUpdate(each);
            }
        }
    }
}
