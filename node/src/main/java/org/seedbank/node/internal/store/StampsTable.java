package org.seedbank.node.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.seedbank.swarm.SwarmKey;

/** The table {@code stamps}, within the transaction of a connection. */
final class StampsTable {

    private StampsTable() {}

    static void put(Connection connection, SwarmKey key, Stamps stamps) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO stamps (dataset, marks) VALUES (?, ?)"
                        + " ON CONFLICT (dataset) DO UPDATE SET marks = excluded.marks",
                key.hex(),
                StampsFile.bytes(stamps));
    }

    static Optional<Stamps> find(Connection connection, SwarmKey key) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT marks FROM stamps WHERE dataset = ?",
                        row -> StampsFile.parse(row.getBytes("marks")),
                        key.hex())
                .flatMap(found -> found);
    }
}
