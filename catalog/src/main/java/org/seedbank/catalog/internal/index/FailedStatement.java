package org.seedbank.catalog.internal.index;

import java.sql.SQLException;

/** Carries the failure of a statement through methods that know no databases. */
final class FailedStatement extends RuntimeException {

    private final SQLException failure;

    FailedStatement(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
