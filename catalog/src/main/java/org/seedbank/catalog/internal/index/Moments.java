package org.seedbank.catalog.internal.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Times as a database keeps them. */
final class Moments {

    private static final long NANOS = 1_000_000_000;

    private Moments() {}

    /** Nanoseconds since 1970; the nearest that there is for a clock that is centuries off. */
    static long nanos(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static Optional<Instant> ofNanos(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)));
    }

    /** Milliseconds since 1970; the nearest that there is for what a server says. */
    static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static Instant ofMillis(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /** A time in two columns, without a nanosecond lost. */
    static Instant ofSeconds(ResultSet row, int column) throws SQLException {
        try {
            return Instant.ofEpochSecond(row.getLong(column), row.getInt(column + 1));
        } catch (DateTimeException e) {
            throw new SQLException("no time", e);
        }
    }
}
