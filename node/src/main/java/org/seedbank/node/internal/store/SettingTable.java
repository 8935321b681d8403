package org.seedbank.node.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code setting}, within the transaction of a connection. */
public final class SettingTable {

    private SettingTable() {}

    /** Returns what is set under a name. */
    public static Optional<String> find(Connection connection, String name) throws SQLException {
        return Sql.first(connection, "SELECT value FROM setting WHERE name = ?", row -> row.getString("value"), name);
    }

    /** Sets something in place of what was set before. */
    public static void put(Connection connection, String name, String value) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** Forgets what is set under a name. */
    static void remove(Connection connection, String name) throws SQLException {
        Sql.change(connection, "DELETE FROM setting WHERE name = ?", name);
    }
}
