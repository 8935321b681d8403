package org.seedbank.catalog;

import java.io.IOException;

/** Something done with files that can fail and be interrupted. */
@FunctionalInterface
interface Work<T> {
    T run() throws IOException, InterruptedException;
}
