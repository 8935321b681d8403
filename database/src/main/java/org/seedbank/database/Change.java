package org.seedbank.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Statements that belong into one transaction and give nothing back.
 *
 * @param <E> what else they throw
 */
@FunctionalInterface
public interface Change<E extends Exception> {
    /** Does it. The connection is the transaction's alone, and must not be kept, committed or closed. */
    void run(Connection connection) throws SQLException, E;
}
