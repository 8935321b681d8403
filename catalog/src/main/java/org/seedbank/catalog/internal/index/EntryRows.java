package org.seedbank.catalog.internal.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.serials.Serial;

/** Reads entries by the numbers of their items. */
final class EntryRows {

    private static final String QUERY = "SELECT "
            + ItemRow.ENTRY.replace("number, letter", "item.number, item.letter")
            + ", listed.number, listed.letter FROM item JOIN listed ON listed.item = item.id WHERE item.id = ?";

    private EntryRows() {}

    /** The entries of these items; an item that has gone since it was found is left out. */
    static List<Listed> read(Connection connection, long[] items) throws SQLException {
        List<Listed> entries = new ArrayList<>(items.length);
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            for (long item : items) {
                query.setLong(1, item);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                        entries.add(new Listed(new Serial(row.getInt(21), row.getInt(22)), ItemRow.entry(row)));
                    }
                }
            }
        }
        return entries;
    }
}
