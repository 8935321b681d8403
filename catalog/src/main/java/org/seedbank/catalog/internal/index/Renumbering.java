package org.seedbank.catalog.internal.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialHistory;
import org.seedbank.integrity.Sha256;

/**
 * Gives the entries of a catalog their serials after something in it has changed. Of several entries of one dataset the
 * first counts, for every reader alike.
 */
final class Renumbering {

    private final Connection connection;
    private final long catalog;

    /** Holds what each dataset's entry says, by the item that it is of; the entries that count alone. */
    private final Map<Sha256, Long> counting = new LinkedHashMap<>();

    private final List<Claim> claims = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();

    private Renumbering(Connection connection, long catalog) {
        this.connection = connection;
        this.catalog = catalog;
    }

    static void run(Connection connection, long catalog) throws SQLException {
        try {
            new Renumbering(connection, catalog).run();
        } catch (FailedStatement e) {
            throw e.failure();
        }
    }

    private void run() throws SQLException {
        Rows.each(
                connection,
                "SELECT id, digest, published, published_nanos, number, letter FROM item WHERE catalog = ? AND kind = "
                        + ItemRow.DATASET + " ORDER BY published, published_nanos, digest, created, key",
                this::claim,
                catalog);
        Numbering numbering = Numbering.of(claims, List.of(), new SerialTable(connection, catalog));
        list(numbering);
        Rows.update(connection, "DELETE FROM twice WHERE catalog = ?", catalog);
        for (long item : others) {
            Rows.update(connection, "INSERT INTO twice VALUES (?, ?)", item, catalog);
        }
        remember(numbering.history());
    }

    private void claim(ResultSet row) throws SQLException {
        long item = row.getLong(1);
        Sha256 digest = Sha256.of(row.getBytes(2));
        if (counting.putIfAbsent(digest, item) != null) {
            others.add(item);
            return;
        }
        int number = row.getInt(5);
        Optional<Serial> serial = number == 0 ? Optional.empty() : Optional.of(new Serial(number, row.getInt(6)));
        claims.add(new Claim(digest, Moments.ofSeconds(row, 3), serial));
    }

    /** Writes only what is different: a new entry changes the serial of none that was there. */
    private void list(Numbering numbering) throws SQLException {
        Map<Long, Serial> before = new HashMap<>();
        Rows.each(
                connection,
                "SELECT item, number, letter FROM listed WHERE catalog = ?",
                row -> before.put(row.getLong(1), new Serial(row.getInt(2), row.getInt(3))),
                catalog);
        try (PreparedStatement put = connection.prepareStatement("INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<Sha256, Long> each : counting.entrySet()) {
                Serial serial = numbering.serial(each.getKey());
                if (!serial.equals(before.remove(each.getValue()))) {
                    put.setLong(1, each.getValue());
                    put.setLong(2, catalog);
                    put.setInt(3, serial.number());
                    put.setInt(4, serial.place());
                    put.executeUpdate();
                }
            }
        }
        for (long item : before.keySet()) {
            Rows.update(connection, "DELETE FROM listed WHERE item = ?", item);
        }
    }

    private void remember(SerialHistory history) throws SQLException {
        Rows.update(connection, "UPDATE catalog SET highest = ? WHERE id = ?", history.highest(), catalog);
        Rows.update(connection, "DELETE FROM former WHERE catalog = ?", catalog);
        for (Map.Entry<Serial, Set<Sha256>> each : history.formerly().entrySet()) {
            Serial serial = each.getKey();
            for (Sha256 digest : each.getValue()) {
                Rows.update(
                        connection,
                        "INSERT INTO former VALUES (?, ?, ?, ?, ?)",
                        catalog,
                        serial.number(),
                        serial.place(),
                        digest.bytes(),
                        history.gone().contains(serial) ? 1 : 0);
            }
        }
        Rows.update(connection, "DELETE FROM lost WHERE catalog = ?", catalog);
        for (Map.Entry<Sha256, Serial> each : history.lost().entrySet()) {
            Serial serial = each.getValue();
            Rows.update(
                    connection,
                    "INSERT INTO lost VALUES (?, ?, ?, ?)",
                    catalog,
                    each.getKey().bytes(),
                    serial.number(),
                    serial.place());
        }
    }
}
