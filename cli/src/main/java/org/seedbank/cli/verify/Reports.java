package org.seedbank.cli.verify;

import org.seedbank.integrity.fixity.FixityReport;

/** Receives the reports of a command besides what it prints. Whoever opens one closes it. */
public interface Reports extends AutoCloseable {

    /** Keeps nothing. */
    Reports NONE = new Reports() {
        @Override
        public void add(FixityReport report) {
            // Nobody asked for it.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Adds a report behind those that are there. */
    void add(FixityReport report);

    @Override
    void close();
}
