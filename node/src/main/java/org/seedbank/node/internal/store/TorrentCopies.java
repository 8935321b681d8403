package org.seedbank.node.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** The table {@code torrent_copy}, within the transaction of a connection. */
final class TorrentCopies {

    /** As many as are settled at a time. */
    private static final int SOME = 2000;

    private TorrentCopies() {}

    static void put(Connection connection, String key, byte[] torrent) throws SQLException {
        Sql.change(connection, "INSERT OR REPLACE INTO torrent_copy (key, bytes) VALUES (?, ?)", key, torrent);
    }

    static List<String> keys(Connection connection) throws SQLException {
        return Sql.all(connection, "SELECT key FROM torrent_copy LIMIT ?", row -> row.getString("key"), SOME);
    }

    static void each(Connection connection, BiConsumer<String, byte[]> take) throws SQLException {
        Sql.each(connection, "SELECT key, bytes FROM torrent_copy", row -> {
            take.accept(row.getString("key"), row.getBytes("bytes"));
            return true;
        });
    }

    static void remove(Connection connection, List<String> keys) throws SQLException {
        Sql.change(
                connection, "DELETE FROM torrent_copy WHERE key IN (SELECT value FROM json_each(?))", Row.json(keys));
    }
}
