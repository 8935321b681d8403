package org.seedbank.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Statements that give something back and belong into one transaction.
 *
 * @param <T> what they give
 * @param <E> what else they throw
 */
@FunctionalInterface
public interface Work<T, E extends Exception> {
    /** Does it. The connection is the transaction's alone, and must not be kept, committed or closed. */
    T run(Connection connection) throws SQLException, E;
}
