package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.catalog.serials.Sighting;
import org.seedbank.database.Database;
import org.seedbank.database.DatabaseException;
import org.seedbank.database.DatabaseSettings;
import org.seedbank.integrity.Sha256;

/** The serials that were ever seen in one catalog, within one transaction. */
final class SerialTable implements SerialMemory {

    private static final String COLUMNS = "digest, number, letter, published, published_nanos, noted, counted, listed";

    private final Connection connection;
    private final long catalog;

    SerialTable(Connection connection, long catalog) {
        this.connection = connection;
        this.catalog = catalog;
    }

    private record Key(Sha256 digest, Serial shown) {

        static Key of(Sighting sighting) {
            return new Key(sighting.digest(), sighting.shown());
        }
    }

    @Override
    public Collection<Sighting> sightings() {
        try {
            return Rows.list(
                    connection,
                    "SELECT " + COLUMNS + " FROM sighting WHERE catalog = ?",
                    SerialTable::sighting,
                    catalog);
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                Sha256.of(row.getBytes(1)),
                new Serial(row.getInt(2), row.getInt(3)),
                Moments.ofSeconds(row, 4),
                row.getInt(6),
                row.getInt(7) != 0,
                row.getInt(8) != 0);
    }

    @Override
    public void add(Collection<Sighting> seen) {
        Map<Key, Sighting> known = new HashMap<>();
        sightings().forEach(each -> known.put(Key.of(each), each));
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT OR REPLACE INTO sighting (catalog, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Sighting each : seen) {
                Sighting before = known.get(Key.of(each));
                Sighting after = before == null ? each : before.and(each);
                if (!after.equals(before)) {
                    write(after, row);
                    known.put(Key.of(each), after);
                }
            }
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }

    private void write(Sighting each, PreparedStatement row) throws SQLException {
        Instant published = each.published();
        row.setLong(1, catalog);
        row.setBytes(2, each.digest().bytes());
        row.setInt(3, each.shown().number());
        row.setInt(4, each.shown().place());
        row.setLong(5, published.getEpochSecond());
        row.setInt(6, published.getNano());
        row.setInt(7, each.noted());
        row.setInt(8, each.counted() ? 1 : 0);
        row.setInt(9, each.listed() ? 1 : 0);
        row.executeUpdate();
    }

    /** Takes over what can still be read of a damaged database. */
    static void salvage(DatabaseSettings damaged, Database into) throws InterruptedException {
        Map<URI, List<Sighting>> found = new HashMap<>();
        try (Database from = Database.open(damaged)) {
            from.read(connection -> {
                Rows.each(
                        connection,
                        "SELECT " + COLUMNS + ", uri FROM sighting JOIN catalog ON catalog.id = sighting.catalog",
                        row -> found.computeIfAbsent(URI.create(row.getString(9)), uri -> new ArrayList<>())
                                .add(sighting(row)));
                return null;
            });
        } catch (DatabaseException.Damaged e) {
            // The rest is what the damage took.
            found.values().removeIf(List::isEmpty);
        }
        into.write(connection -> {
            for (Map.Entry<URI, List<Sighting>> each : found.entrySet()) {
                new SerialTable(connection, CatalogTable.make(connection, each.getKey())).add(each.getValue());
            }
        });
    }
}
