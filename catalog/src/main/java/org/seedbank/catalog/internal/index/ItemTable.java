package org.seedbank.catalog.internal.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.integrity.Sha256;

/**
 * The items of all catalogs. Those that were gathered come in all at once.
 *
 * <p>A remote catalog may show what was written to it only minutes later. What this program wrote itself is therefore
 * held against what the catalog says: until a whole listing that began more than {@link #LAG} later, such an item stays
 * though the catalog does not list it, and an older version of it does not replace it.
 */
final class ItemTable {

    /** Longer than any remote catalog was seen to lag behind itself. */
    static final Duration LAG = Duration.ofMinutes(10);

    private static final String GATHERED = GatheredItems.TABLE;
    private static final String IS_GATHERED = "key IN (SELECT key FROM " + GATHERED + ")";
    private static final String JOINED = GATHERED + " AS g JOIN item AS i ON i.catalog = ? AND i.key = g.key";

    private ItemTable() {}

    /** Takes in all that a catalog holds; what it does not hold any more goes. Tells whether anything is different. */
    static boolean replaceAll(Connection connection, long catalog, Instant began) throws SQLException {
        Rows.update(
                connection,
                "UPDATE item SET written = NULL WHERE catalog = ? AND written NOT BETWEEN ? AND ?",
                catalog,
                Moments.nanos(began.minus(LAG)),
                Moments.nanos(began.plus(LAG)));
        boolean deleted = delete(connection, "catalog = ? AND written IS NULL AND NOT " + IS_GATHERED, catalog);
        boolean taken = takeIn(connection, catalog);
        return deleted || taken;
    }

    /** Takes in what is new or was changed; what was removed and not put again goes. */
    static boolean change(Connection connection, long catalog, Set<String> removed) throws SQLException {
        boolean changed = false;
        for (String key : removed) {
            changed |= delete(
                    connection, "catalog = ? AND key = ? AND written IS NULL AND NOT " + IS_GATHERED, catalog, key);
        }
        boolean taken = takeIn(connection, catalog);
        return changed || taken;
    }

    /** Takes in the one gathered item, which this program has just written. */
    static void write(Connection connection, long catalog, String key, Instant now) throws SQLException {
        String one = "UPDATE item SET written = ? WHERE catalog = ? AND key = ?";
        Rows.update(connection, one, null, catalog, key);
        takeIn(connection, catalog);
        Rows.update(connection, one, Moments.nanos(now), catalog, key);
    }

    private static boolean delete(Connection connection, String which, Object... values) throws SQLException {
        Rows.update(connection, "DELETE FROM word WHERE rowid IN (SELECT id FROM item WHERE " + which + ")", values);
        return Rows.update(connection, "DELETE FROM item WHERE " + which, values) > 0;
    }

    private static boolean takeIn(Connection connection, long catalog) throws SQLException {
        // What is as it was, or older than what this program wrote, stays.
        Rows.update(
                connection,
                "DELETE FROM " + GATHERED + " AS g WHERE EXISTS (SELECT 1 FROM item AS i"
                        + " WHERE i.catalog = ? AND i.key = g.key AND ((i.written IS NOT NULL AND g.modified < i.modified)"
                        + " OR (" + columns("i.%s") + ") IS (" + columns("g.%s") + ")))",
                catalog);
        Rows.update(connection, "DELETE FROM word WHERE rowid IN (SELECT i.id FROM " + JOINED + ")", catalog);
        int taken = Rows.update(
                connection,
                "INSERT INTO item (catalog, " + ItemRow.ALL + ") SELECT ?, " + ItemRow.ALL + " FROM " + GATHERED
                        + " WHERE true ON CONFLICT (catalog, key) DO UPDATE SET " + columns("%1$s = excluded.%1$s"),
                catalog);
        Rows.update(
                connection,
                "INSERT INTO word (rowid, text) SELECT i.id, g.words FROM " + JOINED + " WHERE g.words IS NOT NULL",
                catalog);
        return taken > 0;
    }

    private static String columns(String form) {
        return Arrays.stream(ItemRow.ALL.split(", ", -1)).map(form::formatted).collect(Collectors.joining(", "));
    }

    static int count(Connection connection, long catalog) throws SQLException {
        return Rows.first(connection, "SELECT count(*) FROM item WHERE catalog = ?", row -> row.getInt(1), catalog)
                .orElse(0);
    }

    /** The item that a catalog calls so. */
    static Optional<Item> find(Connection connection, long catalog, String key) throws SQLException {
        return first(connection, "item WHERE catalog = ? AND key = ?", catalog, key);
    }

    /** The first item whose name in the catalog begins so. */
    static Optional<Item> findBeginning(Connection connection, long catalog, String beginning) throws SQLException {
        return first(
                connection,
                "item WHERE catalog = ? AND key >= ? AND key < ? ORDER BY key",
                catalog,
                beginning,
                beginning + Character.MAX_VALUE);
    }

    /** The item whose entry counts for a dataset; any of it before the catalog was ever listed. */
    static Optional<Item> find(Connection connection, long catalog, Sha256 digest) throws SQLException {
        return first(
                connection,
                "item WHERE digest = ? AND catalog = ? ORDER BY id NOT IN (SELECT item FROM listed)",
                digest.bytes(),
                catalog);
    }

    private static Optional<Item> first(Connection connection, String where, Object... values) throws SQLException {
        return Rows.first(connection, "SELECT " + ItemRow.ALL + " FROM " + where, ItemRow::item, values);
    }
}
