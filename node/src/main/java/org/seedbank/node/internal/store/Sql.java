package org.seedbank.node.internal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs prepared statements within the transaction of a connection. Their parameters may be texts, numbers, truths, bytes,
 * times and paths; an {@link Optional} that is empty is NULL.
 */
public final class Sql {

    private Sql() {}

    /** Makes a value of the row that a query stands at. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads its columns. */
        T of(ResultSet row) throws SQLException;
    }

    /** Is given each row of a query. */
    @FunctionalInterface
    public interface Taking {
        /** Reads its columns, and says whether there is to be another one. */
        boolean take(ResultSet row) throws SQLException;
    }

    /** Changes rows, and says how many. */
    public static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The first row of a query, if there is one. */
    public static <T> Optional<T> first(Connection connection, String sql, Reading<T> reading, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
            }
        }
    }

    /** All rows of a query, in its order. */
    public static <T> List<T> all(Connection connection, String sql, Reading<T> reading, Object... values)
            throws SQLException {
        List<T> all = new ArrayList<>();
        each(connection, sql, row -> all.add(reading.of(row)), values);
        return all;
    }

    /** Gives the rows of a query, one after the other, to somebody, as long as that wants them. */
    public static void each(Connection connection, String sql, Taking taking, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                boolean more = true;
                while (more && row.next()) {
                    more = taking.take(row);
                }
            }
        }
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Optional<?> some ? some.orElse(null) : values[i];
            if (value instanceof Boolean truth) {
                statement.setInt(i + 1, truth ? 1 : 0);
            } else if (value instanceof Instant || value instanceof Path) {
                statement.setString(i + 1, value.toString());
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
