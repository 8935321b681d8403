package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Describes what is known of catalogs as a whole. */
final class CatalogTable {

    private CatalogTable() {}

    /**
     * When a catalog answered; both times are empty where there is nothing of it but what this program wrote.
     *
     * @param id its number in the database
     * @param asked when it last answered, on this machine's clock
     * @param listedWhole when it was last read from beginning to end
     */
    record Known(long id, Optional<Instant> asked, Optional<Instant> listedWhole) {}

    static Optional<Known> find(Connection connection, URI catalog) throws SQLException {
        return Rows.first(
                connection,
                "SELECT id, asked, listed_whole FROM catalog WHERE uri = ?",
                row -> new Known(row.getLong(1), Moments.ofNanos(row, 2), Moments.ofNanos(row, 3)),
                catalog.toString());
    }

    /** Its number, which it is given where it has none. */
    static long make(Connection connection, URI catalog) throws SQLException {
        Rows.update(connection, "INSERT INTO catalog (uri) VALUES (?)", catalog.toString());
        return find(connection, catalog).orElseThrow().id();
    }

    static Map<String, String> positions(Connection connection, long catalog) throws SQLException {
        Map<String, String> positions = new HashMap<>();
        Rows.each(
                connection,
                "SELECT name, value FROM position WHERE catalog = ?",
                row -> positions.put(row.getString(1), row.getString(2)),
                catalog);
        return positions;
    }

    /** Notes an answer, and from where to go on asking. */
    static void answered(Connection connection, long catalog, Instant began, Refreshed answer) throws SQLException {
        String whole = answer instanceof Refreshed.Whole ? ", listed_whole = ?1" : "";
        Rows.update(
                connection, "UPDATE catalog SET asked = ?1" + whole + " WHERE id = ?2", Moments.nanos(began), catalog);
        Rows.update(connection, "DELETE FROM position WHERE catalog = ?", catalog);
        for (Map.Entry<String, String> each : answer.cursors().entrySet()) {
            Rows.update(connection, "INSERT INTO position VALUES (?, ?, ?)", catalog, each.getKey(), each.getValue());
        }
    }
}
