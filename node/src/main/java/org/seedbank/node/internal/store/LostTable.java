package org.seedbank.node.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table {@code lost}, within the transaction of a connection. */
public final class LostTable {

    private LostTable() {}

    /** Notes that nothing is known any more of a dataset, and why. */
    public static void put(Connection connection, String key, String why) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO lost (key, why) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET why = excluded.why",
                key,
                why);
    }

    static Map<String, String> all(Connection connection) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>();
        Sql.each(connection, "SELECT key, why FROM lost ORDER BY key", row -> {
            all.put(row.getString("key"), row.getString("why"));
            return true;
        });
        return all;
    }

    static void remove(Connection connection, String key) throws SQLException {
        Sql.change(connection, "DELETE FROM lost WHERE key = ?", key);
    }
}
