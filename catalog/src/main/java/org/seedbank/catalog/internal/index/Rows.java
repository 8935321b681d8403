package org.seedbank.catalog.internal.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements with values in place of their question marks. */
final class Rows {

    private Rows() {}

    /** Makes something of one row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    static int update(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(connection, statement, values)) {
            return prepared.executeUpdate();
        }
    }

    static void each(Connection connection, String query, Taking taking, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(connection, query, values);
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                taking.take(rows);
            }
        }
    }

    static <T> List<T> list(Connection connection, String query, Reading<T> reading, Object... values)
            throws SQLException {
        List<T> all = new ArrayList<>();
        each(connection, query, row -> all.add(reading.of(row)), values);
        return all;
    }

    static <T> Optional<T> first(Connection connection, String query, Reading<T> reading, Object... values)
            throws SQLException {
        try (PreparedStatement prepared = prepared(connection, query, values);
                ResultSet rows = prepared.executeQuery()) {
            return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
        }
    }

    private static PreparedStatement prepared(Connection connection, String statement, Object... values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }
}
